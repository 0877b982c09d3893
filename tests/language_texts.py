"""The same made-up news in several languages: a headline and two sentences."""

TEXTS = {
    "en": (
        "Ministers meet in Tokyo",
        "The foreign minister said on Wednesday that the talks in Tokyo had been a success.",
        "The two sides agreed to meet again next month and discussed trade, security and energy.",
    ),
    "de": (
        "Minister treffen sich in Tokio",
        "Der Außenminister erklärte am Mittwoch, die Gespräche in Tokio seien erfolgreich gewesen.",
        "Beide Seiten vereinbarten, sich im nächsten Monat wieder zu treffen, und erörterten Handel und Energie.",
    ),
    "fr": (
        "Les ministres se réunissent à Tokyo",
        "Le ministre des Affaires étrangères a déclaré mercredi que les négociations avaient été un succès.",
        "Les deux pays sont convenus de se réunir à nouveau le mois prochain et ont évoqué le commerce.",
    ),
    "es": (
        "Los ministros se reúnen en Tokio",
        "El ministro de Asuntos Exteriores declaró el miércoles que las conversaciones habían sido un éxito.",
        "Ambas partes acordaron reunirse de nuevo el próximo mes y hablaron sobre comercio y seguridad.",
    ),
    "ru": (
        "Министры встретились в Токио",
        "Министр иностранных дел заявил в среду, что переговоры в Токио прошли успешно.",
        "Стороны договорились о новой встрече в следующем месяце и обсудили торговлю и безопасность.",
    ),
    "tr": (
        "Bakanlar Tokyo'da bir araya geldi",
        "Dışişleri Bakanı çarşamba günü yaptığı açıklamada görüşmelerin başarılı geçtiğini söyledi.",
        "Taraflar gelecek ay yeniden bir araya gelmeyi kararlaştırdı; ticaret ve güvenlik konularını görüştü.",
    ),
    "vi": (
        "Các bộ trưởng gặp nhau tại Tokyo",
        "Bộ trưởng Ngoại giao hôm thứ Tư cho biết các cuộc đàm phán tại Tokyo đã thành công.",
        "Hai bên đồng ý gặp lại nhau vào tháng tới và thảo luận về thương mại và an ninh.",
    ),
    "ar": (
        "اجتماع الوزراء في طوكيو",
        "قال وزير الخارجية يوم الأربعاء إن المحادثات في طوكيو كانت ناجحة.",
        "واتفق الجانبان على عقد اجتماع جديد الشهر المقبل وبحثا التجارة والأمن والطاقة.",
    ),
    "ur": (
        "ٹوکیو میں وزراء کی ملاقات",
        "وزیر خارجہ نے بدھ کو کہا کہ ٹوکیو میں مذاکرات کامیاب رہے۔",
        "دونوں فریقوں نے اگلے ماہ دوبارہ ملنے پر اتفاق کیا اور تجارت و سلامتی پر بات کی۔",
    ),
    "hi": (
        "टोक्यो में मंत्रियों की बैठक",
        "विदेश मंत्री ने बुधवार को कहा कि टोक्यो में बातचीत सफल रही।",
        "दोनों पक्ष अगले महीने फिर मिलने पर सहमत हुए और आतंकवाद तथा व्यापार पर चर्चा की।",
    ),
    "bn": (
        "টোকিওতে মন্ত্রীদের বৈঠক",
        "পররাষ্ট্রমন্ত্রী বুধবার বলেছেন, টোকিওতে আলোচনা সফল হয়েছে।",
        "দুই পক্ষ আগামী মাসে আবার বৈঠকে বসতে সম্মত হয়েছে এবং বাণিজ্য নিয়ে আলোচনা করেছে।",
    ),
    "ta": (
        "டோக்கியோவில் அமைச்சர்கள் சந்திப்பு",
        "வெளியுறவு அமைச்சர் புதன்கிழமை டோக்கியோவில் நடந்த பேச்சுவார்த்தை வெற்றி பெற்றதாக கூறினார்.",
        "இரு தரப்பும் அடுத்த மாதம் மீண்டும் சந்திக்க ஒப்புக்கொண்டன, வர்த்தகம் குறித்தும் விவாதித்தன.",
    ),
    "ja": (
        "日印外相、東京で会談",
        "外務大臣は水曜日、東京での会談は成功だったと述べた。",
        "両国は来月再び会談することで合意し、貿易や安全保障、エネルギーについて協議した。",
    ),
    "zh": (
        "两国外长在东京举行会谈",
        "外交部长星期三表示，在东京举行的会谈取得了圆满成功。",
        "双方同意下个月再次会面，并讨论了贸易、安全和能源问题。",
    ),
    "ko": (
        "외교장관, 도쿄에서 회담",
        "외교부 장관은 수요일 도쿄에서 열린 회담이 매우 성공적이었다고 기자들에게 말했다.",
        "양측은 다음 달 다시 만나기로 합의하고 무역과 안보, 에너지 문제를 논의했다.",
    ),
    "th": (
        "รัฐมนตรีพบกันที่โตเกียว",
        "รัฐมนตรีว่าการกระทรวงการต่างประเทศกล่าวเมื่อวันพุธว่าการเจรจาที่กรุงโตเกียวประสบความสำเร็จอย่างมากในปีนี้",
        "ทั้งสองฝ่ายตกลงที่จะพบกันอีกครั้งในเดือนหน้าและหารือเกี่ยวกับการค้า ความมั่นคง และพลังงานในภูมิภาคนี้ด้วย",
    ),
}
