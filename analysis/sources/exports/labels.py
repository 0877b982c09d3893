"""Labels of fields that databases write, to what each field holds."""

#: What a field holds, by its label in small letters; "" for what is not read.
NAMES = {
    alias: name
    for name, aliases in {
        "title": "title,headline,document title,article title,titel,titre,título",
        "source": "source,publication title,publication,newspaper,outlet,journal,source name,quelle,"
        "titel der publikation,publikationstitel,titre de la publication,título de la publicación,"
        "titolo della pubblicazione",
        "date": "date,publication date,pub date,date published,published,pub. date,datum,"
        "date of publication,veröffentlichungsdatum,publikationsdatum,erscheinungsdatum,"
        "date de publication,fecha de publicación,data di pubblicazione",
        "byline": "author,authors,author(s),byline,by,autor,auteur",
        "section": "section,column,rubrik,rubrique",
        "length": "length,word count,full text word count,words,lexile word count",
        "page": "page,pages,first page,start page,page number",
        "load_date": "load-date,load date,last updated,date added",
        "language": "language,language of publication,sprache,langue",
        "id": "proquest document id,accession number,gale document number,document id,doc id,"
        "accession no,proquest-dokument-id,proquest-dokumenten-id,id du document proquest,"
        "identifiant de document proquest,id del documento de proquest,id documento proquest",
        "text": "full text,text,body,content,article text,full-text,body text,volltext,"
        "texte intégral,texto completo,testo completo",
        "": "abstract,publication info,links,subject,subject terms,location,people,company,"
        "publisher,place of publication,country of publication,publication subject,issn,eissn,isbn,"
        "source type,document type,document url,copyright,database,publication year,volume,issue,"
        "company / organization,identifier / keyword,credit,source citation,geographic terms,"
        "publication type,url,persistent link to this record,dateline,keywords,editors,edition,"
        "volume number,issue number,product,event,topic,named works,classification,series title,"
        "subjects,author affiliations,author-supplied keywords,naics/industry codes,company/entity,"
        "reviews & products,lexile measure,translated title,document subtype,credit,"
        "place,year,tags,category,document feature,doi,original date",
    }.items()
    for alias in aliases.split(",")
}
#: Labels of ProQuest in other languages, as English ones.
ENGLISH = {
    alias: "proquest document id" if name == "id" else "full text" if name == "text" else "publication title"
    for alias, name in NAMES.items()
    if name == "id" and "proquest" in alias
    or name == "text" and (" int" in alias or "compl" in alias or alias == "volltext")
    or name == "source" and ("publi" in alias and alias != "publication")
}  # fmt: skip
