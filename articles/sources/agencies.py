"""Names that every newsroom's copy uses, so that a library begins by knowing them. Pure.

Not a catalogue: what stands here is only how copy abbreviates the big agencies and papers. Each
becomes a row of the library when copy first names it, and is the newsroom's own from then on.
"""

from dataclasses import dataclass

from ..names import fold


@dataclass(frozen=True)
class Known:
    name: str
    kind: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


AGENCY, PAPER, AIR, WEB = "news_agency", "newspaper", "broadcaster", "web_publication"

KNOWN = (
    Known("Reuters", AGENCY, aliases=("Thomson Reuters",), domains=("reuters.com",)),
    Known("Associated Press", AGENCY, "AP", ("The Associated Press", "AP News"), ("apnews.com",)),
    Known("Agence France-Presse", AGENCY, "AFP", ("Agence France Presse",), ("afp.com",)),
    Known("Deutsche Presse-Agentur", AGENCY, "dpa", (), ("dpa.com",)),
    Known("PA Media", AGENCY, "PA", ("Press Association",), ("pa.media",)),
    Known("Xinhua", AGENCY, aliases=("Xinhua News Agency",), domains=("xinhuanet.com", "news.cn")),
    Known("TASS", AGENCY, aliases=("ITAR-TASS",), domains=("tass.com", "tass.ru")),
    Known("Anadolu Agency", AGENCY, "AA", ("Anadolu",), ("aa.com.tr",)),
    Known("Kyodo News", AGENCY, aliases=("Kyodo",), domains=("kyodonews.net",)),
    Known("Yonhap", AGENCY, aliases=("Yonhap News Agency",), domains=("yna.co.kr",)),
    Known("EFE", AGENCY, aliases=("Agencia EFE",), domains=("efe.com",)),
    Known("ANSA", AGENCY, domains=("ansa.it",)),
    Known("Bloomberg", AGENCY, aliases=("Bloomberg News",), domains=("bloomberg.com",)),
    Known("United Press International", AGENCY, "UPI", (), ("upi.com",)),
    Known("Interfax", AGENCY, domains=("interfax.com",)),
    Known("The Wall Street Journal", PAPER, "WSJ", ("Wall Street Journal",), ("wsj.com",)),
    Known("The New York Times", PAPER, "NYT", ("New York Times", "NY Times"), ("nytimes.com",)),
    Known("The Washington Post", PAPER, "WaPo", ("Washington Post",), ("washingtonpost.com",)),
    Known("The Guardian", PAPER, aliases=("Guardian",), domains=("theguardian.com",)),
    Known("Financial Times", PAPER, "FT", ("The Financial Times",), ("ft.com",)),
    Known("The Times", PAPER, aliases=("The Times of London",), domains=("thetimes.com",)),
    Known("The Daily Telegraph", PAPER, aliases=("The Telegraph",), domains=("telegraph.co.uk",)),
    Known("The Independent", PAPER, domains=("independent.co.uk",)),
    Known("Los Angeles Times", PAPER, "LA Times", (), ("latimes.com",)),
    Known("USA Today", PAPER, domains=("usatoday.com",)),
    Known("Le Monde", PAPER, domains=("lemonde.fr",)),
    Known("El País", PAPER, aliases=("El Pais",), domains=("elpais.com",)),
    Known("Der Spiegel", "magazine", aliases=("Spiegel",), domains=("spiegel.de",)),
    Known("The Economist", "magazine", domains=("economist.com",)),
    Known("BBC News", AIR, "BBC", (), ("bbc.com", "bbc.co.uk")),
    Known("CNN", AIR, aliases=("Cable News Network",), domains=("cnn.com",)),
    Known("NPR", AIR, aliases=("National Public Radio",), domains=("npr.org",)),
    Known("Al Jazeera", AIR, domains=("aljazeera.com",)),
    Known("Deutsche Welle", AIR, "DW", (), ("dw.com",)),
    Known("France 24", AIR, domains=("france24.com",)),
    Known("ABC News", AIR, domains=("abcnews.go.com",)),
    Known("CBS News", AIR, domains=("cbsnews.com",)),
    Known("NBC News", AIR, domains=("nbcnews.com",)),
    Known("Politico", WEB, domains=("politico.com", "politico.eu")),
    Known("Axios", WEB, domains=("axios.com",)),
)

BY_NAME = {
    fold(name): known
    for known in KNOWN
    for name in (known.name, known.short_name, *known.aliases)
    if name
}


def named(name: str) -> Known | None:
    """The agency or paper that copy calls `name`."""
    return BY_NAME.get(fold(name))
