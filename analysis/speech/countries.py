"""Countries by code and by name: what a column of countries calls a side."""

from __future__ import annotations

import re

from .sides import Sides

# ISO 3166 alpha-2 and alpha-3, then names, split by "/"; the first is the one that is shown where
# the list of sides has none of them.
_COUNTRIES = """
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
_NAMES: dict[str, str] = {}  # by code in capitals, or by name in small letters
for _entry in _COUNTRIES.split(";"):
    _two, _three, _all = _entry.split(maxsplit=2)
    _known = _all.strip().split("/")
    _NAMES |= {_two: _known[0], _three: _known[0]}
    _NAMES |= {_name.lower(): _known[0] for _name in _known}
# What stands before a country's name in its official one.
_FORM = re.compile(
    r"(?i)(?:the )?(?:(?:[a-z'-]+ ){0,3}(?:republic|kingdom|state|states|principality|sultanate|union|"
    r"grand duchy|commonwealth) of )?(?:the )?(?=\w)"
)
_LONGEST = 80  # characters of a country's name


def name_country(cell: str, sides: Sides) -> str:
    """Return the side that a country's code or name stands for, as the list of sides calls it if it
    has it; "" if the cell names no country.

    Parameters
    ----------
    cell
        An ISO code of two or three letters, or a name in English, an official one too.
    sides
        Which words stand for which side.

    Examples
    --------
    >>> from analysis.speech import read_sides
    >>> sides = read_sides()
    >>> name_country("USA", sides), name_country("Republic of the Gambia", sides)
    ('US', 'Gambia')
    >>> name_country("neutral", sides)
    ''
    """
    cell = " ".join(cell[: _LONGEST + 1].split())
    if not cell or len(cell) > _LONGEST:
        return ""
    bare = cell.replace("’", "'").lower().replace("st. ", "saint ")
    first, comma, last = bare.partition(", ")
    bare = f"{last} {first}" if comma else bare  # "Korea, Republic of"
    name = (
        _NAMES.get(cell)
        or _NAMES.get(bare)
        or _NAMES.get(_FORM.sub("", bare, count=1))
        or (cell if cell in sides.words else "")
    )
    return sides.words.get(name, name)
