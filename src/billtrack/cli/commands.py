"""The table of commands: name, help line, function and examples of each.  ``program`` makes the program of it."""

from typing import NamedTuple

READ, COMPARE, PEOPLE, FIND = "Read", "Compare", "People", "Find"
UPDATE, SHARE, MANAGE = "Keep up to date", "Share", "Manage"


class CommandEntry(NamedTuple):
    """One command: its group and line in the help, its function, and examples of it; tests run the first.

    ``function`` and ``shape``, which declares its JSON for ``schema --of``, are ``module:name``.
    """

    name: str
    group: str
    help: str
    function: str
    examples: tuple[str, ...]
    shape: str = ""


COMMANDS = (
    CommandEntry(
        "list",
        READ,
        "List measures: ID, title, stage, latest action, cosponsors.",
        "status.commands.list_options:list_measures",
        ("list --stage agreed_to", "list --type hres --fields id,title,latest_action_date --csv"),
        "status.answers.shapes:ListShape",
    ),
    CommandEntry(
        "status",
        READ,
        "Show where measures stand and what comes next.",
        "status.commands.options:status",
        ("status hres351-115 sres211-115", "status hres351-115 -o status.xlsx"),
        "status.answers.shapes:StatusShape",
    ),
    CommandEntry(
        "history",
        READ,
        "Show what happened to measures, oldest first.",
        "status.commands.options:history",
        ("history hres351-115", "history hres351-115 --json"),
        "status.answers.shapes:HistoryShape",
    ),
    CommandEntry(
        "text",
        READ,
        "Show the text of a measure, a version, or one clause.",
        "texts.commands.options:text",
        ("text hres351-115@ih/whereas/4 --quote", "text sres211-115@ats -o text.html"),
        "texts.shapes:TextShape",
    ),
    CommandEntry(
        "cite",
        READ,
        "Cite measures: prose, ID, Bluebook, web address.",
        "texts.commands.options:cite",
        ("cite hres351-115@ih", 'cite "H.Res. 351 (115th)" sres211-115 --csv'),
        "texts.shapes:CiteShape",
    ),
    CommandEntry(
        "open",
        READ,
        "Open a measure's page on congress.gov in the browser.",
        "texts.commands.options:open_page",
        ("open hres351-115 --print", "open hres351-115@eh --text"),
    ),
    CommandEntry(
        "check-quote",
        READ,
        "Check whether quotations stand in a measure, word for word.",
        "texts.commands.options:check_quote",
        (
            'check-quote "persecuted, detained, tortured" --measure hres351-115',
            "check-quote press-release.txt --exit-code",
        ),
        "texts.shapes:QuotesShape",
    ),
    CommandEntry(
        "diff",
        COMPARE,
        "Compare two texts clause by clause, then word by word.",
        "diff.commands.options:diff",
        ("diff hres351-115@ih hres351-115@eh", "diff hres351-115 sres211-115 -o changes.docx"),
        "diff.answers.shapes:DiffShape",
    ),
    CommandEntry(
        "companions",
        COMPARE,
        "Find measures with similar texts in the archive.",
        "search.commands.companions_options:companions",
        ("companions s257-119", "companions --all --across --csv"),
        "search.shapes:CompanionsShape",
    ),
    CommandEntry(
        "cosponsors",
        PEOPLE,
        "List cosponsors, count them, or chart how support grew.",
        "cosponsors.commands.options:cosponsors",
        ("cosponsors hres351-115 --party R --csv", "cosponsors sres211-115 --by state"),
        "cosponsors.answers.shapes:CosponsorsShape",
    ),
    CommandEntry(
        "overlap",
        PEOPLE,
        "Compare who signed two or more measures.",
        "cosponsors.commands.options:overlap",
        ("overlap hres351-115 sres211-115", "overlap hres351-115 sres211-115 -o overlap.csv"),
        "cosponsors.answers.shapes:OverlapShape",
    ),
    CommandEntry(
        "gaps",
        PEOPLE,
        "List members who have not signed a measure, and why to ask them.",
        "cosponsors.commands.options:gaps",
        ("gaps sres211-115 --committee ssfr00", "gaps sres211-115 --state PA --party R"),
        "cosponsors.answers.shapes:GapsShape",
    ),
    CommandEntry(
        "votes",
        PEOPLE,
        "Show the roll calls of measures, and who voted how.",
        "votes.commands.options:votes",
        ("votes hres351-115", "votes hr2773-117 --cosponsors"),
        "votes.shapes:VotesShape",
    ),
    CommandEntry(
        "member",
        PEOPLE,
        "Show what a member sponsored and signed, and how they voted.",
        "cosponsors.commands.options:member",
        ("member Toomey", "member D000216 --type hr --csv"),
        "cosponsors.answers.member_shapes:MemberShape",
    ),
    CommandEntry(
        "members",
        PEOPLE,
        "Load members of Congress and committee seats, for gaps.",
        "cosponsors.commands.options:members",
        ("members import legislators-2017-10-27.yaml", "members list"),
        "cosponsors.answers.member_shapes:MembersShape",
    ),
    CommandEntry(
        "search",
        FIND,
        "Find measures by their words and show the best clause.",
        "search.commands.options:search",
        ('search "arms control" type:hres introduced:2025', "search in:resolved chechnya --facets"),
        "search.shapes:SearchShape",
    ),
    CommandEntry(
        "track",
        UPDATE,
        "Fetch measures from the official source into records.",
        "tracking.commands.update_options:track",
        (
            'track "H.Res. 1189, 119th" --with-related',
            "track https://www.congress.gov/bill/119th-congress/house-resolution/1189",
        ),
        "tracking.answers.shapes:SyncShape",
    ),
    CommandEntry(
        "untrack",
        UPDATE,
        "Remove records.",
        "tracking.commands.update_options:untrack",
        ("untrack hres1189-119 --yes", "untrack hres1189-119 sres211-115"),
    ),
    CommandEntry(
        "sync",
        UPDATE,
        "Update records from the official source and report what changed.",
        "tracking.commands.update_options:sync",
        ("sync --dry-run", "sync hres1189-119"),
        "tracking.answers.shapes:SyncShape",
    ),
    CommandEntry(
        "changes",
        UPDATE,
        "List the changes that tracking and syncing found.",
        "tracking.commands.update_options:changes",
        ("changes --since 2026-11-20 --kind cosponsor_added", "changes --format atom"),
        "tracking.answers.shapes:ChangesShape",
    ),
    CommandEntry(
        "mark",
        UPDATE,
        "Write your position, priority, owner, tags and notes into records.",
        "status.commands.list_options:mark",
        (
            "mark hres351-115",
            'mark hres351-115 --position support --owner "foreign policy desk" --tag chechnya',
        ),
        "status.answers.shapes:MarkShape",
    ),
    CommandEntry(
        "brief",
        SHARE,
        "Write one page about measures: HTML, Word, PDF or Markdown.",
        "sharing.commands.options:brief",
        ("brief hres351-115 sres211-115 -o brief.html", "brief hres351-115 --full -o brief.docx"),
    ),
    CommandEntry(
        "digest",
        SHARE,
        "Write what changed since a day or the last digest, for people.",
        "sharing.commands.options:digest",
        ("digest --since 2026-11-20", "digest --by tag -o digest.eml"),
    ),
    CommandEntry(
        "site",
        SHARE,
        "Write a static site of all records, or of a selection.",
        "sharing.commands.options:site",
        ("site -o public", "site veterans --type resolution --archive congress.db -o public"),
    ),
    CommandEntry(
        "mcp",
        SHARE,
        "Answer an assistant over the Model Context Protocol.",
        "serve.commands.options:mcp",
        ("mcp", "mcp --archive congress.db"),
    ),
    CommandEntry(
        "serve",
        SHARE,
        "Serve records and archive as local web pages, read-only.",
        "serve.commands.options:serve",
        ("serve --open", "serve --port 0 --archive congress.db"),
    ),
    CommandEntry(
        "import",
        MANAGE,
        "Import official files into records or an archive.",
        "tracking.commands.manage_options:import_files",
        ("import BILLSTATUS-115hres351.xml --into bills", "import BILLSTATUS-115hres351.xml --archive congress.db"),
        "tracking.answers.shapes:ImportShape",
    ),
    CommandEntry(
        "archive",
        MANAGE,
        "Show what the archive holds, check it, share it, copy it or export it.",
        "tracking.commands.manage_options:archive",
        ("archive info --archive congress.db", "archive export -o parquet --archive congress.db"),
        "tracking.answers.shapes:ArchiveShape",
    ),
    CommandEntry(
        "verify",
        MANAGE,
        "Check records against themselves and their sources.",
        "tracking.commands.manage_options:verify",
        ("verify hres351-115 --against BILLSTATUS-115hres351.xml", "verify"),
        "tracking.answers.shapes:VerifyShape",
    ),
    CommandEntry(
        "config",
        MANAGE,
        "List the settings in force.",
        "tracking.commands.manage_options:config",
        ("config list --origin", "config list --json"),
        "tracking.answers.shapes:ConfigShape",
    ),
    CommandEntry(
        "schema",
        MANAGE,
        "Print the JSON Schema of a record, or of a command's JSON.",
        "tracking.commands.manage_options:schema",
        ("schema > record.schema.json", "schema --of status"),
    ),
    CommandEntry(
        "help",
        MANAGE,
        "Explain a topic, such as formats, search or exit-codes.",
        "cli.help:show_help",
        ("help formats", "help"),
    ),
)
