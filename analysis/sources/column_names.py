"""Under what names tools and people keep things in a table, in the languages of news."""

_NAMES = {
    "doc_id": (
        "doc_id id uuid url page_id _id uri guid web_url link article_id story_id stories_id "
        "document_id docid identifier permalink _id.$oid GKGRECORDID ссылка 链接 網址 リンク 링크 enlace "
        "lien"
    ),
    "text": (
        "text body content crawl_text maintext article fulltext full_article full_text article_text "
        "body_text story_text fields.bodyText plain_text plaintext cleaned_text text_content "
        "article_body articlebody body_plain story transcript speech_text speech statement raw_text "
        "content_text document article_content news_content main_text story_body news_text page_text "
        "extracted_text ocr_text selftext post_text post_content message tweet "
        "texte texto testo tekst metin tresc isi isi_berita inhalt volltext artikeltext contenu "
        "contenido conteudo contenuto inhoud obsah icerik cuerpo corps corpo текст содержание "
        "текст_статьи зміст 正文 内容 內容 文本 本文 テキスト 본문 내용 النص نص المحتوى पाठ लेख"
    ),
    "html": "html raw_html fields.body content.rendered body_html content_html article_html "
    "content_encoded page_html html_content",
    "summary": "description summary abstract lead_paragraph lead snippet excerpt fields.trailText "
    "excerpt.rendered lede teaser standfirst intro introduction abstract_note short_description synopsis "
    "highlights chapeau entradilla vorspann zusammenfassung beschreibung resumen resumo riassunto "
    "samenvatting descripcion 摘要 要約 요약 аннотация ملخص सारांश meta_description",
    "date": (
        "date published pubdate date_publish published_at publish_date date_published "
        "publication_date pub_date publishing_date webPublicationDate published_date seendate "
        "datetimepub datetime date_time timestamp created_at publishedon posted posted_at "
        "post_date issued day date_gmt published_parsed firstPublishedDate release_date "
        "event_date speech_date dateline_date publish_time date.$date time article_date news_date "
        "story_date print_date issue_date report_date dc_date first_published publication_time "
        "published_time date_created creation_date iso_date date_iso created_utc created "
        "published_date_time pub_date_time pub_time published_datetime publish_datetime created_time "
        "date_of_publication date_pub dated dt og:published_time dcterms.date dcterms.issued "
        "metadata.date meta.date display_date air_date post_created sitting_date session_date meeting_date "
        "tweet_date sent_date date_sent speech.date "
        "datum erscheinungsdatum veroffentlicht veroffentlichungsdatum publikationsdatum fecha "
        "fecha_publicacion fecha_de_publicacion publicado date_publication date_de_publication "
        "data_publicacao data_de_publicacao data_pubblicazione data_di_pubblicazione "
        "data_publikacji publicatiedatum datum_vydani datum/zeit tarih yayin_tarihi tanggal tanggal_terbit "
        "дата дата_публикации дата_публікації 日期 日付 发布时间 發布時間 发布日期 發布日期 掲載日 公開日 "
        "配信日 날짜 발행일 게시일 작성일 تاريخ التاريخ تاريخ_النشر तारीख दिनांक तिथि data ts pub"
    ),
    "date_precision": "date_precision date_accuracy date_granularity date_resolution",
    "date_low": "date_low",
    "date_high": "date_high",
    "crawl_date": "crawl_date crawled date_crawl crawled_at date_download scraped_at fetched_at "
    "filedate retrieved accessed",
    "title": "title headline headline.main post_title news_title news_headline story_title "
    "page_title article_name document_name subjects webTitle headline_text fields.headline "
    "title.rendered "
    "article_title heading titel titre titulo titular titolo titoli tytul judul baslik uberschrift "
    "schlagzeile kop otsikko rubrik nadpis заголовок название 标题 標題 タイトル 見出し 제목 العنوان "
    "عنوان शीर्षक",
    "source": (
        "source-hostname source outlet publisher sitename source.name source.title hostname domain "
        "source_domain media_name publication newspaper site site_name publication_name source_name "
        "name_source feed_title thread.site provider.name publisher.name author.site meta_site_name "
        "sourcecommonname provider clean_url domain_url source_url media_url rights quelle zeitung "
        "user_screen_name screen_name author_username username account_name channel_name channel_title "
        "page_name "
        "fuente medio fonte journal jornal giornale periodico krant bron zrodlo sumber kaynak testata "
        "источник издание джерело 来源 來源 媒体 媒體 出典 媒体名 출처 언론사 المصدر مصدر स्रोत"
    ),
    # who speaks in the whole document, and for which side; an author or a country alone is more
    # often the article's (`SHAPES` has those that are a speaker's)
    "speaker": (
        "speaker speaker_name speakername name_of_speaker speaker_full_name full_name_speaker "
        "main_speaker delivered_by spoken_by speech_by speech_author author_of_speech address_by "
        "statement_by orator redner rednerin orador oradora orateur oratrice oratore spreker "
        "mowca konusmaci pembicara докладчик оратор выступающий 演讲者 演講者 发言人 發言人 発言者 話者 "
        "발언자 연설자 المتحدث वक्ता"
    ),
    "side": "side speaker_side speaker_country country_of_speaker speakers_country "
    "speaker_nationality delegation member_state",
    "episode": "episode",
    "group": "group",
    "clean": "clean",
    "language": "language lang language_code lang_code inlanguage sourcelang sprache langue idioma "
    "язык 语言 言語 언어",
}
#: Under what names a column is looked for, the first that is there; capitals, accents, spaces,
# hyphens, underscores and dots do not count. Names of newspaper4k, news-please, fundus, trafilatura,
# NewsAPI, Media Cloud, GDELT, Event Registry, newscatcher, the Guardian's and the New York Times'
# APIs, readers of feeds, WordPress, Mongo and quanteda are among them.
ALIASES = {key: tuple(names.split()) for key, names in _NAMES.items()}
#: Names of dates that other things go by too: the cells decide.
WEAK_DATES = frozenset("data ts pub time day created".split())
#: Summaries that retell an article rather than begin it: they are no part of its text.
RETOLD = frozenset(
    "summary synopsis highlights metadescription zusammenfassung resumen resumo riassunto "
    "samenvatting 摘要 要約 요약 аннотация ملخص सारांश".split()
)
#: A date in three columns, or two: what they may be called, before or behind what names a date.
DATE_PARTS = {
    "year": "year yr jahr annee ano anno jaar rok tahun yil год рік 年 연도 년 السنة वर्ष".split(),
    "month": "month monat mois mes mese maand miesiac bulan месяц місяць 月 월 الشهر महीना".split(),
    "day": "day tag jour dia giorno dag dzien hari gun день 日 일 اليوم दिन".split(),
}
_AROUND = ("", "pub", "publication", "publish", "published", "date", "article")
#: All names of these, squashed, with what they hold.
DATE_PART_NAMES = {
    name: part
    for part, names in DATE_PARTS.items()
    for own in names
    for around in _AROUND
    for name in (f"{around}{own}", f"{own}{around}")
} | {"dayofmonth": "day"}
#: Tools and data sets whose tables are known by these names, and what they leave out: constants,
# and columns whose names mean other things elsewhere.
SHAPES: tuple[tuple[frozenset[str], dict[str, str], dict[str, str]], ...] = (
    (frozenset(("webtitle", "webpublicationdate")), {"source": "The Guardian"}, {}),
    (frozenset(("name", "provider", "datepublished")), {}, {"title": "name"}),
    *(  # a country beside a speaker is his; one of a session of the United Nations speaks there
        (frozenset((beside, country)), {}, {"side": country})
        for beside in ("speaker", "speakername", "deliveredby")
        for country in ("country", "countryname", "nationality")
    ),
    (frozenset(("session", "year", "country")), {}, {"side": "country"}),
    *(  # whose speeches a table holds
        (frozenset((who, beside)), {}, {"speaker": who})
        for who in ("president", "primeminister", "author", "name")
        for beside in "transcript speech speechtext speechtitle speechtype sotutype".split()
        if who != "name" or beside.startswith("speecht")
    ),
    (frozenset(("president", "firstname", "text")), {}, {"speaker": "president"}),
)
