"""What languages write beyond ASCII, in which encodings, and how frequent each letter is."""

_CYRILLIC = "cp1251 koi8_r iso8859_5 mac_cyrillic cp866 cp855"
_UKRAINIAN = "cp1251 koi8_u iso8859_5 mac_cyrillic cp1125 cp855"
_CENTRAL = "cp1250 iso8859_2 mac_latin2 cp852"
_WESTERN = "cp1252 mac_roman cp850 cp437"
_BALTIC = "cp1257 iso8859_13 iso8859_4 cp775"
# Languages: the encodings that write them, and their letters by how frequent they are; of languages
# in Latin letters only those beyond ASCII. The first encodings are found most often.
LANGUAGES = {
    "Russian": (_CYRILLIC, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    "Ukrainian": (_UKRAINIAN, "оаніиветрслкдмпуьязгбчйхцжїєюшщфґ"),
    "Belarusian": (_UKRAINIAN, "анісроецялкдумыпзвгчбьжхўйшюфэё"),
    "Bulgarian": (_CYRILLIC, "аоиетнрсвлкдпмзгъубячщжхцшюйфь"),
    "Serbian": (_CYRILLIC, "аоиенрсјвткудпмлгзбчшцћжљњхђџф"),
    "Macedonian": (_CYRILLIC, "аоиетнрсвкдлпмујгзбчшцжњќљхѓѕџф"),
    "Greek": ("cp1253 iso8859_7 mac_greek cp737 cp869", "ατοιενσρκπυμλςηίάδόγέωθήφχύώβζξψϊ"),
    "Hebrew": ("cp1255 iso8859_8 cp862", "יוהלאתרשבמנםעדחקפסטגןצכזךףץ"),
    "Arabic": ("cp1256 iso8859_6 mac_arabic", "الينمرتوبةعدسفهكقأحجشصىطخإذءزضغئثآظؤ"),
    "Persian": ("cp1256", "ايرندهومتبسشكزلعخپقفجگحچطصضغثذءآئظژ"),
    "Thai": ("cp874", "านรอกเง่มยล้วทดสตัะิปบคีหแจพชข์ำใุโไึูืผ็ธถภซณศฐญษฟฎฉฒฑฬ"),
    "Turkish": ("cp1254 iso8859_9 mac_turkish cp857", "ışüğçöİŞÇÜÖâî"),
    "Polish": (_CENTRAL, "ąęółśżćńź"),
    "Czech": (_CENTRAL, "áíéěřčýžšůúťňóď"),
    "Slovak": (_CENTRAL, "áíéčýžšľúťôóňäďĺŕ"),
    "Hungarian": (_CENTRAL, "áéöóőíüűú"),
    "Romanian": (f"{_CENTRAL} iso8859_16", "ăţîşâșț"),
    "Croatian": (_CENTRAL, "čšžćđ"),
    "Lithuanian": (_BALTIC, "ėšųžčįąūę"),
    "Latvian": (_BALTIC, "āīēšņūļžčģķ"),
    "Estonian": (_BALTIC.replace("iso8859_4", "cp1252"), "äõüöšž"),
    "French": (_WESTERN, "éèàêçâôîùûïœëæ"),
    "German": (_WESTERN, "üäöß"),
    "Spanish": (_WESTERN, "óíáéñúü¿¡ª"),
    "Portuguese": (_WESTERN, "ãçáéíóêõúâàôº"),
    "Italian": (_WESTERN, "èàòùéìî"),
    "Scandinavian": (_WESTERN, "åøäöæé"),
    "Finnish": (_WESTERN, "äöå"),
    "Icelandic": (_WESTERN, "ðáíóþúæéöý"),
    "Catalan": (_WESTERN, "óàèíéçòúï·ü"),
    # a text in English, in which names of all countries stand
    "English": (f"{_WESTERN} cp1250 cp1254", "éáíóèçñöüãâøäåôàêïúëîßÉÁÖØÅæŠšžŽœûùìčćłğşıýőńęąřõðþ"),
}
FLAT = {"English", "Scandinavian"}  # whose letters are nearly as frequent as each other
# Of characters beyond ASCII in English, nearly all are these, by how frequent they are.
ENGLISH_SIGNS = {
    "’": -0.9, "“": -2.0, "”": -2.0, "—": -2.2, "–": -2.5, "‘": -4.0, "…": -4.0, "\xa0": -3.0,
    "•": -3.5, "®": -4.0, "™": -4.0, "£": -4.0, "€": -4.0,
}  # fmt: skip
# Encodings in which few texts are left, behind those of Windows.
RARE = {
    "iso": -2.0, "koi": -1.0, "mac": -6.0, "mac_cyrillic": -2.0, "cp8": -5.0, "cp4": -6.0,
    "cp7": -6.0,
}  # fmt: skip
OPENING = "“„‘‚«¿¡£"  # signs that stand before a word, not after its last letter
SIGNS = "’“”–—‘…«»„£€\xa0°§·•´®©™º²½№\xad‚¿¡" + "،؛؟ـ"
WITHIN = "—–…’‘\xad·-'´ـ"  # signs that may stand within a word
