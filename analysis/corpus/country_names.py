"""Countries by code and by name, and the words that name countries and their peoples."""

import re
from functools import lru_cache

# ISO 3166 alpha-2 and alpha-3, then names, split by "/"; the first is the one that is shown where
# the list of sides has none of them.
COUNTRIES = """
AF AFG Afghanistan; AL ALB Albania; DZ DZA Algeria; AD AND Andorra; AO AGO Angola;
AG ATG Antigua and Barbuda; AR ARG Argentina; AM ARM Armenia; AU AUS Australia; AT AUT Austria;
AZ AZE Azerbaijan; BS BHS Bahamas; BH BHR Bahrain; BD BGD Bangladesh; BB BRB Barbados;
BY BLR Belarus; BE BEL Belgium; BZ BLZ Belize; BJ BEN Benin; BT BTN Bhutan;
BO BOL Bolivia/Plurinational State of Bolivia; BA BIH Bosnia and Herzegovina/Bosnia;
BW BWA Botswana; BR BRA Brazil; BN BRN Brunei/Brunei Darussalam; BG BGR Bulgaria;
BF BFA Burkina Faso; BI BDI Burundi; CV CPV Cape Verde/Cabo Verde; KH KHM Cambodia;
CM CMR Cameroon; CA CAN Canada; CF CAF Central African Republic; TD TCD Chad; CL CHL Chile;
CN CHN China/People's Republic of China; CO COL Colombia; KM COM Comoros;
CG COG Congo/Congo-Brazzaville;
CD COD Democratic Republic of the Congo/Democratic Republic of Congo/DR Congo/DRC/Congo-Kinshasa;
CR CRI Costa Rica;
CI CIV Ivory Coast/Cote d'Ivoire/Côte d'Ivoire; HR HRV Croatia; CU CUB Cuba; CY CYP Cyprus;
CZ CZE Czech Republic/Czechia; DK DNK Denmark; DJ DJI Djibouti; DM DMA Dominica;
DO DOM Dominican Republic; EC ECU Ecuador; EG EGY Egypt; SV SLV El Salvador;
GQ GNQ Equatorial Guinea; ER ERI Eritrea; EE EST Estonia; SZ SWZ Eswatini/Swaziland;
ET ETH Ethiopia; EU EUU EU/European Union; FJ FJI Fiji; FI FIN Finland; FR FRA France;
GA GAB Gabon; GM GMB Gambia; GE GEO Georgia; DE DEU Germany; GH GHA Ghana; GR GRC Greece;
GD GRD Grenada; GT GTM Guatemala; GN GIN Guinea; GW GNB Guinea-Bissau; GY GUY Guyana;
HT HTI Haiti; HN HND Honduras; HK HKG Hong Kong; HU HUN Hungary; IS ISL Iceland; IN IND India;
ID IDN Indonesia; IR IRN Iran/Islamic Republic of Iran; IQ IRQ Iraq; IE IRL Ireland;
IL ISR Israel; IT ITA Italy; JM JAM Jamaica; JP JPN Japan; JO JOR Jordan; KZ KAZ Kazakhstan;
KE KEN Kenya; KI KIR Kiribati; XK XKX Kosovo; KW KWT Kuwait; KG KGZ Kyrgyzstan/Kyrgyz Republic;
LA LAO Laos/Lao/Lao People's Democratic Republic; LV LVA Latvia; LB LBN Lebanon; LS LSO Lesotho;
LR LBR Liberia; LY LBY Libya; LI LIE Liechtenstein; LT LTU Lithuania; LU LUX Luxembourg;
MG MDG Madagascar; MW MWI Malawi; MY MYS Malaysia; MV MDV Maldives; ML MLI Mali; MT MLT Malta;
MH MHL Marshall Islands; MR MRT Mauritania; MU MUS Mauritius; MX MEX Mexico;
FM FSM Micronesia/Federated States of Micronesia; MD MDA Moldova; MC MCO Monaco;
MN MNG Mongolia; ME MNE Montenegro; MA MAR Morocco; MZ MOZ Mozambique; MM MMR Myanmar/Burma;
NA NAM Namibia; NR NRU Nauru; NP NPL Nepal; NL NLD Netherlands; NZ NZL New Zealand;
NI NIC Nicaragua; NE NER Niger; NG NGA Nigeria;
KP PRK North Korea/Democratic People's Republic of Korea/DPRK;
MK MKD North Macedonia/Macedonia/The former Yugoslav Republic of Macedonia; NO NOR Norway;
OM OMN Oman; PK PAK Pakistan; PW PLW Palau; PS PSE Palestine/State of Palestine; PA PAN Panama;
PG PNG Papua New Guinea; PY PRY Paraguay; PE PER Peru; PH PHL Philippines; PL POL Poland;
PT PRT Portugal; QA QAT Qatar; RO ROU Romania; RU RUS Russia/Russian Federation; RW RWA Rwanda;
KN KNA Saint Kitts and Nevis; LC LCA Saint Lucia; VC VCT Saint Vincent and the Grenadines;
WS WSM Samoa; SM SMR San Marino; ST STP Sao Tome and Principe; SA SAU Saudi Arabia; SN SEN Senegal;
RS SRB Serbia; SC SYC Seychelles; SL SLE Sierra Leone; SG SGP Singapore; SK SVK Slovakia/Slovak Republic;
SI SVN Slovenia; SB SLB Solomon Islands; SO SOM Somalia; ZA ZAF South Africa;
KR KOR South Korea/Republic of Korea/Korea; SS SSD South Sudan; ES ESP Spain; LK LKA Sri Lanka;
SD SDN Sudan; SR SUR Suriname; SE SWE Sweden; CH CHE Switzerland;
SY SYR Syria/Syrian Arab Republic; TW TWN Taiwan; TJ TJK Tajikistan;
TZ TZA Tanzania/United Republic of Tanzania; TH THA Thailand; TL TLS Timor-Leste/East Timor;
TG TGO Togo; TO TON Tonga; TT TTO Trinidad and Tobago; TN TUN Tunisia; TR TUR Turkey/Türkiye;
TM TKM Turkmenistan; TV TUV Tuvalu; UG UGA Uganda; UA UKR Ukraine;
AE ARE UAE/United Arab Emirates; GB GBR Britain/United Kingdom/
United Kingdom of Great Britain and Northern Ireland/Great Britain/UK;
US USA US/U.S./United States/United States of America; UY URY Uruguay; UZ UZB Uzbekistan;
VU VUT Vanuatu; VA VAT Holy See/Vatican; VE VEN Venezuela; VN VNM Vietnam/Viet Nam; YE YEM Yemen;
ZM ZMB Zambia; ZW ZWE Zimbabwe
"""
# Those that are no longer or shorter form of the name, as "Indian" and "German" are.
_PEOPLES = """
American British Cypriot Czech Danish Dutch English Emirati Filipino Finnish French Greek Irish
Kiwi Monegasque Polish Scottish Slovak Spanish Swedish Swiss Taiwanese Thai Turkish Welsh
"""
_ENDINGS = re.compile(r"(?:ese|ian|ish|an|n|i|s)$")


def list_names() -> dict[str, str]:
    """Return what a country is called here, by its codes in capitals and its names in small
    letters.
    """
    names: dict[str, str] = {}
    for entry in COUNTRIES.split(";"):
        two, three, every = entry.split(maxsplit=2)
        known = every.strip().split("/")
        names |= {two: known[0], three: known[0]}
        names |= {name.lower(): known[0] for name in known}
    return names


_WORDS = frozenset(
    word
    for name in list_names()
    if name.islower()
    for word in re.findall(r"[^\W\d_]+", name.replace(".", ""))
) | frozenset(_PEOPLES.lower().split())


@lru_cache(maxsize=100_000)
def is_country_word(word: str) -> bool:
    """Tell whether a word in small letters is of the name of a country or its people.

    Examples
    --------
    >>> [is_country_word(word) for word in ("japan", "chinese", "iraqi", "us", "tokyo", "malik")]
    [True, True, True, True, False, False]
    """
    stem = _ENDINGS.sub("", word)
    forms = (stem, *(stem + end for end in ("a", "o", "y", "an", "any", "ey", "and", "e", "ia")))
    return word in _WORDS or 2 < len(stem) < len(word) and not _WORDS.isdisjoint(forms)
