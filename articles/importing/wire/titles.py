"""Words by which a sentence's speaker, title and verb are told apart: to add one, write it in."""

from .characters import set_of

SAYING = set_of(
    """
    said says say saying stated states state told tells tell announced announces added adds add
    explain wrote writes write tweeted tweets posted posts declared declares insisted insists
    argued argues warned warns explained explains noted notes remarked remarks commented
    comments observed observes replied replies responded responds answered answers asked asks
    claimed claims concluded concludes confirmed confirms continued continues denied denies
    described describes emphasized emphasised emphasizes stressed stresses exclaimed joked
    quipped recalled recalls recounted reported reports pledged promised predicted predicts
    suggested suggests testified urged urges vowed acknowledged admitted agreed maintained
    reiterated revealed reflected asserted lamented complained cautioned countered shouted
    whispered called read reads released issued put sagte sagten erklärte schrieb teilte déclaré
    déclare dit expliqué affirmé dijo afirmó declaró señaló disse afirmou ha dichiarato detto
    """
)
"""Verbs that introduce or follow a quotation."""

OTHER_VERBS = set_of(
    """
    took takes spoke speaks gave gives offered offers expressed expresses made makes had has
    have was were is are did does be been sounded sounds struck strikes echoed echoes went goes
    came comes appeared seemed used uses summed addressed praised criticised criticized
    condemned welcomed defended dismissed rejected thanked apologized apologised talked talks
    shared shares published publishes sent sends voiced voices painted paints felt feels thought
    thinks believes believed hailed hit shot proposed
    """
)
"""Verbs of the sentences that lead to a quotation without naming the saying of it."""

TITLES = set_of(
    """
    colonel col general gen lieutenant lt major maj captain capt sergeant sgt corporal admiral
    adm commander cmdr brigadier marshal private commodore mr mrs ms miss mx dr doctor prof
    professor sir dame lord lady baroness president minister secretary chancellor premier
    senator sen representative rep congressman congresswoman governor gov mayor ambassador judge
    justice chief attorney speaker king queen prince princess emperor pope cardinal archbishop
    bishop imam ayatollah rabbi reverend rev father sister pastor deputy vice assistant acting
    interim former democrat republican commissioner director chairman chairwoman chairperson
    chair ceo cfo cto coo officer detective inspector superintendent coach councillor councilman
    councilwoman councilor assemblyman assemblywoman mp taoiseach sheikh sheik emir sultan
    spokesman spokeswoman spokesperson editor manager constable sheriff lawyer prosecutor
    economist ecologist scientist analyst engineer author founder treasurer comptroller delegate
    envoy consul legislator lawmaker dean fellow secretary-general provost principal curator
    conductor composer novelist historian astronaut farmer nurse pilot witness resident citizen
    activist campaigner leader broadcaster voter co-author co-founder co-developer co-chair
    comedian singer actor actress musician artist teacher student protester reporter journalist
    photographer survivor driver owner designer critic expert adviser advisor commentator
    blogger columnist producer pensioner shopkeeper astronomer biologist researcher organizer
    organiser herr frau señor señora monsieur madame
    bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin ministerin präsident
    präsidentin ministerpräsident ministerpräsidentin kanzler kanzlerin bundeskanzler
    bundeskanzlerin außenminister außenministerin innenminister innenministerin sprecher
    sprecherin regierungssprecher regierungssprecherin landrat oberst
    maire ministre président présidente porte-parole député députée préfet procureur procureure
    alcalde alcaldesa ministro ministra presidente presidenta portavoz gobernador gobernadora
    """
)
"""Words before a name that belong to the role, in small letters, without full stops."""

ROLE_ENDINGS = tuple(
    set_of(
        """
        man woman person men women er or ist ian ant ent chief head fellow official boss host star
        judge coach guard pilot aide critic nurse priest friend father mother brother sister son
        wife husband widow clerk executive advocate representative candidate secretary scholar envoy
        general ceo native
        """
    )
)
"""Ends of nouns that name what a person is: "spokesman", "co-author", "adviser"."""

NOT_ROLES = set_of(
    """
    after other never ever however later over under whether rather either neither together for
    or nor earlier her per further better their whatever moreover number order paper letter
    september october november december went sent then when men matter answer water winter
    summer different recent recently silent present statement document government parliament
    department event moment amendment comment agreement announcement investment movement
    treatment development report error horror
    """
)
"""Nouns and others with such an end that name no person."""

OFFICES = set_of(
    """
    state defense defence commerce energy justice labor labour education transportation
    transport agriculture interior treasury health staff police finance parliament government
    economy culture environment exchequer trade war affairs security intelligence services
    development operations communications engineering research policy marketing sales technology
    science sciences studies
    """
)
"""What a title is "of" without being a place or a name: Secretary of State."""

BODIES = set_of(
    """
    ministry bank university department house office center centre institute council board
    bureau church city court association society union federation government museum port league
    organization organisation committee commission army kingdom republic agency party college
    school service authority company corporation group foundation hospital command navy force
    police fund times post journal news network press club team administration senate congress
    parliament alliance coalition campaign embassy airport airlines inc ltd corp plc llc gmbh
    trust forum survey academy laboratory observatory programme program
    """
)
"""Words in the names of bodies: such a name has no title to take off."""

PEOPLE_IN_GENERAL = set_of(
    """
    police officials authorities witnesses doctors researchers scientists firefighters residents
    activists critics experts organisers organizers lawyers prosecutors investigators officers
    neighbours neighbors analysts economists protesters demonstrators supporters opponents
    lawmakers senators republicans democrats students teachers parents workers fans relatives
    friends colleagues soldiers people some others many one two three another
    """
)
"""A first word with a capital that names nobody."""

PRONOUNS = set_of(
    """
    he she they it we i you this that who which these those here there what him them someone
    everyone nobody but and or if so
    """
)
"""Whom they mean isn't in the sentence."""

DETERMINERS = set_of("the a an his her its their our my your one another")

WEEKDAYS = set_of("monday tuesday wednesday thursday friday saturday sunday yesterday today")

HONORIFICS = set_of("dr mr mrs ms miss mx herr frau señor señora monsieur madame")
"""Before a name, but no part of a role."""

REGAL = set_of(
    """
    pope king queen prince princess emperor sir dame lord lady sheikh sheik father sister
    """
)
"""Titles that go with a first name: "Pope Francis" is the name."""

SAYING_FIRST = set_of("said says wrote writes remarked added declared tweeted replied")
"""Verbs that may begin a sentence: "Remarked scientist Jane Doe,"."""

HAVING = set_of("a ha hat")
"""What stands before such a verb in French, Italian, German: "a déclaré le maire"."""

BRIDGES = set_of(
    """
    that it he she they was were is are had has have would will could been be not
    """
)
"""Words that lead from the verb to words quoted in the middle of a sentence: "said it was “…”"."""

MODALS = set_of("will would can could may might must should")

CONJUNCTIONS = set_of("but and yet so still as")
"""What a sentence may begin with, right before its subject."""

PARTICLES = set_of(
    """
    de da di del della der den van von zu bin ibn bint al el la le las los du dos das do e y ten
    ter abu ap ben st
    """
)
"""Small words inside a name."""

CONNECTIVES = set_of(
    """
    of for and the in at on to with & from by de la du des del di da der die und et
    """
)
"""Small words inside the name of an office or body."""

LEADS = set_of(
    """
    in on at after before during while when as by for from with without to against among amid
    despite following since under over through until upon of about regarding responding speaking
    asked writing addressing according however meanwhile later earlier then today yesterday
    tomorrow monday tuesday wednesday thursday friday saturday sunday also still but and yet
    instead finally moreover furthermore additionally nevertheless elsewhere separately
    similarly likewise though although because if once where like unlike again now last next
    this that both not only just even january february march april may june july august
    september october november december
    """
)
"""First words of what may stand before the subject."""

NOTIONS = set_of("jr sr jr. sr. ii iii iv v phd md qc kc mp obe cbe")
"""What follows a name and is part of it or an honour."""
