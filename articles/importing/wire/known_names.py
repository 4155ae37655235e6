"""The agencies and papers that every newsroom's copy names. Pure."""

from ...sources import agencies

_AGENCIES = frozenset(
    name.casefold()
    for name in (
        "Reuters", "AP", "The Associated Press", "Associated Press", "AFP", "Agence France-Presse",
        "Getty Images", "Getty", "EPA", "EFE", "ANSA", "DPA", "PA", "PA Wire",
        "PA Media", "Press Association", "Xinhua", "TASS", "Sputnik", "RIA Novosti", "Anadolu",
        "Anadolu Agency", "Kyodo", "Kyodo News", "Yonhap", "UPI", "Bloomberg", "Magnum",
        "Magnum Photos", "Zuma", "Zuma Press", "SIPA", "Sipa USA", "NurPhoto", "Canadian Press",
        "The Canadian Press", "AAP", "ANP", "Belga", "NTB", "TT", "Ritzau", "Keystone", "PTI",
        "ANI", "IRNA", "European Pressphoto Agency", "Polaris", "Redux", "VII", "EPA-EFE", "Lusa",
        "APA", "CTK", "PAP", "MTI", "Europa Press", "IANS", "PR Newswire", "PRNewswire",
        "Business Wire", "GlobeNewswire", "共同", "共同通信", "時事", "時事通信", "ロイター",
        "新华社", "新華社", "연합뉴스", "رويترز", "أسوشيتد برس", "ТАСС", "РИА Новости", "Интерфакс",
    )
)  # fmt: skip
STOCK = frozenset(
    name.casefold()
    for name in (
        "iStock", "iStockphoto", "Thinkstock", "Shutterstock", "Alamy", "Alamy Stock Photo",
        "Adobe Stock", "Fotolia", "Depositphotos", "Dreamstime", "Getty Images Plus", "Corbis",
        "Unsplash", "Pexels", "Pixabay", "123RF", "DigitalVision Vectors", "DigitalVision",
        "Hemera", "Stockbyte", "Rex", "Rex Features",
    )
)  # fmt: skip
# Whoever credits one of these alone credits a photo: they send no text.
PHOTOS_ONLY = STOCK - {"rex", "corbis", "hemera"} | {
    "getty images", "getty", "magnum photos", "zuma press", "sipa usa", "nurphoto",
    "european pressphoto agency",
}  # fmt: skip
_LONGEST = 40  # characters; no name here is longer


def is_agency(name: str) -> str:
    """The name if it is an agency's or stock library's, else ""."""
    name = name.strip()
    return name if name.casefold() in _AGENCIES or name.casefold() in STOCK else ""


def is_known(name: str) -> bool:
    """Whether a name is an agency's, a stock library's or a well-known paper's."""
    return len(name) <= _LONGEST and bool(is_agency(name) or agencies.named(name))
