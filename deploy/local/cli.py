"""The command line: `./fil help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from deploy.local import demo, quality, questions, residence, sheets, verify
from deploy.local.client import Client, NotRunning, Refused
from deploy.local.doctor import examine
from deploy.local.launcher import CannotStart
from deploy.local.parser import Parser
from deploy.local.paths import Place, WrongPlace
from deploy.local.presence import AlreadyRunning
from deploy.local.questions import CannotWrite
from deploy.local.speech import Outcome, Progress
from deploy.local.verify import CannotLook
from services.console.importing import CannotImport
from services.console.importing.sheets import LAYOUTS
from shared.contracts.reporting.reports import ReportKind
from shared.platform.access import GRANTS, TOKEN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

OBSTACLES = (AlreadyRunning, CannotImport, CannotLook, CannotStart, CannotWrite, NotRunning, Refused, WrongPlace)
"""What people can understand and mend: said in one message, without a traceback."""

CALLERS = tuple(role for role in GRANTS if role != "service")
SCOPES = ("council", "arrondissement")
FORMER = ("previous", "year-before")
STEPS = ("month", "quarter", "year")
FACT_FILTERS = (
    ("council", "CONSEIL", "qui nomment ce conseil, par exemple CC18 ; none : qui n'en nomment aucun"),
    ("person", "IDENTIFIANT", "qui nomment cette personne"),
    ("thing", "IDENTIFIANT", "dits de cette chose : une réunion, une initiative"),
    ("type", "TYPE", "de cette nature, ou qui commence ainsi : activities.meeting"),
    ("by", "COMPTE", "enregistrés par ce compte"),
    ("batch", "LOT", "qu'un import a enregistrés, et son annulation"),
    ("request", "IDENTIFIANT", "enregistrés dans cette requête"),
    ("from", "AAAA-MM-JJ", "premier jour d'enregistrement compris"),
    ("to", "AAAA-MM-JJ", "dernier jour d'enregistrement compris"),
)


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 refused, failed or found false, 2 wrongly asked, or nothing could be looked at."""
    parser, commands = build_parser()
    asked = arguments or sys.argv[1:] or ["help"]
    given, rest = parser.parse_known_args(["help"] if asked[0] in ("-h", "--help") else asked)
    given.pytest = rest
    if rest and given.command != "test":
        commands[given.command].error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        outcome: Outcome = given.run(given)
    except OBSTACLES as obstacle:
        outcome = Outcome(
            {"error": str(obstacle), "problem": getattr(obstacle, "problem", None)},
            [],
            code=getattr(obstacle, "code", 1),
        )
        print(f"fil : {obstacle}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    try:
        utter(outcome, as_json=given.json)
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return outcome.code


def utter(outcome: Outcome, *, as_json: bool) -> None:
    """Say it; a command that spoke while it lived has nothing to add."""
    if as_json and outcome.data is not None:
        print(json.dumps(outcome.data, ensure_ascii=False, indent=1), flush=True)
    elif outcome.lines:
        print("\n".join(outcome.lines), flush=True)


def explain(parser: Parser, commands: dict[str, Parser]) -> Outcome:
    described = [{"command": name, "description": command.description} for name, command in commands.items()]
    return Outcome(described, parser.format_help().splitlines())


def build_parser() -> tuple[Parser, dict[str, Parser]]:
    """Every command, its help in French and, shortly, in English."""
    parser = Parser(
        prog="fil",
        description="Fil citoyen : du fait de terrain au chiffre qui s'explique. (From a fact to its figure.)",
        epilog="Dossier de données : FIL_HOME (~/.fil-citoyen). Ports : FIL_PORT_BASE (8000).",
    )
    kinds = parser.add_subparsers(title="Commandes", dest="command", metavar="COMMANDE", required=True)
    commands: dict[str, Parser] = {}

    def command(name: str, run: Callable[[argparse.Namespace], Outcome], french: str, english: str) -> Parser:
        says = f"{french} ({english})"
        made = kinds.add_parser(name, help=says, description=says)
        made.add_argument("-h", "--help", action="help", help="cette aide")
        made.add_argument("--json", action="store_true", help="répondre en JSON")
        made.set_defaults(run=run)
        commands[name] = made
        return made

    command("help", lambda _: explain(parser, commands), "cette liste", "this list")
    visit = command(
        "demo",
        run_demo,
        "tout démarrer, importer les enregistrements réels, inventer huit conseils à côté, montrer et prouver les chiffres",
        "a guided visit",
    )
    visit.add_argument("--once", action="store_true", help="puis tout arrêter et tout effacer")
    visit.add_argument("--real-only", action="store_true", help="sans les conseils inventés")
    live = command("up", run_up, "démarrer la maison", "start everything")
    live.add_argument("--detach", action="store_true", help="rendre la main quand tout est prêt")
    live.add_argument("--since", type=float, help=argparse.SUPPRESS)
    command("down", lambda _: residence.leave(Place.from_environment()), "tout arrêter", "stop everything")
    command(
        "status",
        lambda _: residence.status(Place.from_environment()),
        "qui tourne, qui est prêt, qui est tombé",
        "who runs",
    )
    command(
        "doctor", lambda _: examine(Place.from_environment()), "versions, ports, disque, avec conseils", "diagnosis"
    )
    add_imports(command)
    lists = command(
        "load-districts", run_load_districts, "lire une liste officielle de quartiers prioritaires", "an official list"
    )
    lists.add_argument("file", type=Path, metavar="FICHIER.csv")
    lists.add_argument("--dry-run", action="store_true", help="dire ce qui serait enregistré, sans rien enregistrer")
    lists.add_argument(
        "--remove-missing", action="store_true", help="retirer les quartiers qui ne sont plus dans la même liste"
    )
    add_figures(command)
    add_periods(command)
    add_facts(command)
    knock = command("token", run_token, "un jeton de cinq minutes pour appeler les services", "a token for the APIs")
    knock.add_argument("--role", choices=CALLERS, default="facilitator", help="facilitator si rien n'est dit")
    command("replay", run_replay, "tout recalculer depuis les faits et comparer", "rebuild everything and compare")
    audit = command(
        "verify",
        run_verify,
        "vérifier qu'aucun fait noté n'a été modifié, retiré ou ajouté",
        "whether any recorded fact was altered",
    )
    audit.add_argument(
        "--checkpoints", type=Path, metavar="DOSSIER", help="une copie des points de contrôle, gardée ailleurs"
    )
    command("test", run_tests, "lancer les tests (arguments de pytest)", "run the tests")
    command("check", lambda _: quality.run_checks(), "vérifier le code", "check the code")
    return parser, commands


def add_imports(command: Callable[..., Parser]) -> None:
    """What is asked of records and of spreadsheets."""
    model = command("template", run_template, "écrire un tableau à remplir", "a spreadsheet to fill in")
    model.add_argument("sheet", choices=tuple(LAYOUTS), help="membres, réunions ou journal d'activité")
    model.add_argument("file", type=Path, metavar="FICHIER.xlsx|.csv")
    read = command(
        "import", run_import, "importer un fichier d'enregistrements ou un tableau", "import records, or rows"
    )
    read.add_argument("file", type=Path, metavar="FICHIER")
    read.add_argument("--as", dest="sheet", choices=tuple(LAYOUTS), help="ce que sont les lignes d'un tableau")
    read.add_argument(
        "--council", metavar="CONSEIL", help="le conseil de toutes les lignes, si le tableau ne le dit pas"
    )
    read.add_argument(
        "--columns", metavar='"En-tête=champ,…"', help="quelle colonne dit quoi, si ses en-têtes ne suffisent pas"
    )
    read.add_argument("--dry-run", action="store_true", help="dire ce qui serait enregistré, sans rien enregistrer")
    mode = read.add_mutually_exclusive_group()
    mode.add_argument("--all-or-nothing", action="store_true", help="une ligne fautive : rien n'est enregistré")
    mode.add_argument("--row-by-row", action="store_true", help="une ligne fautive n'empêche pas les autres")
    read.add_argument(
        "--known",
        choices=("ask", "reuse", "new"),
        help="ce qui semble déjà enregistré : demander (sinon), reprendre tel quel, enregistrer à neuf",
    )
    read.add_argument("--errors", type=Path, metavar="FICHIER.csv", help="où écrire les lignes rejetées, à corriger")
    undo = command("undo-import", run_undo, "retirer ce qu'un import de tableau a enregistré", "undo an import")
    undo.add_argument("batch", type=UUID, metavar="LOT", help="l'identifiant que ./fil imports donne")
    undo.add_argument("--dry-run", action="store_true", help="dire ce qui serait retiré, sans rien retirer")
    command("imports", run_imports, "les imports de tableaux", "imports of spreadsheets")


def add_facts(command: Callable[..., Parser]) -> None:
    """What is asked of all facts."""
    look = command(
        "facts", run_facts, "n'importe quel fait, par qui et sur quoi que ce soit", "any fact, as auditors ask"
    )
    for option, metavar, says in FACT_FILTERS:
        look.add_argument(f"--{option}", metavar=metavar, help=says)
    look.add_argument(
        "--limit", type=int, default=20, metavar="N", help="les N derniers enregistrés ; 20 si rien n'est dit"
    )
    look.add_argument("--csv", action="store_true", help="tous, comme fichier pour tableur")


def add_figures(command: Callable[..., Parser]) -> None:
    """What is asked of figures."""
    show = command("figures", run_figures, "les chiffres d'une période", "the figures of a period")
    add_scope(show)
    show.add_argument("--by", choices=SCOPES, help="détailler selon cet axe")
    show.add_argument("--indicator", metavar="CODE", help="seulement cet indicateur")
    show.add_argument("--beside", choices=FORMER, help="à côté : la période d'avant, ou la même un an plus tôt")
    prove = command(
        "trace", run_trace, "les faits derrière un chiffre, avec leurs sources", "the facts behind a figure"
    )
    prove.add_argument("code", metavar="CODE", help="par exemple VIE-03")
    add_scope(prove)
    compare = command(
        "changes", run_changes, "ce qui a changé un chiffre depuis un jour, fait par fait", "what changed a figure"
    )
    compare.add_argument("code", metavar="CODE", help="par exemple VIE-03")
    compare.add_argument("--since", required=True, help="un jour, un moment ou des positions d'avant")
    add_scope(compare)
    follow = command("series", run_series, "un chiffre mois par mois, par trimestre ou par année", "a figure by steps")
    follow.add_argument("code", metavar="CODE", help="par exemple VIE-01")
    follow.add_argument("--step", choices=STEPS, default="month", help="month si rien n'est dit")
    add_scope(follow)
    reach = command(
        "targets",
        run_targets,
        "les cibles d'une année de la convention, et où on en est",
        "how far targets are reached",
    )
    reach.add_argument("--year", required=True, type=int, metavar="AAAA", help="une année de la convention")
    reach.add_argument("--as-of", metavar="MOMENT", help="tel qu'on le savait alors")


def add_periods(command: Callable[..., Parser]) -> None:
    """What is asked of periods."""
    lacking = command("missing", run_missing, "ce que personne n'a noté dans une période", "what a period lacks")
    lacking.add_argument("--as-of", metavar="MOMENT", help="tel qu'on le savait alors")
    ending = command(
        "close", run_close, "clore une période de mois entiers, telle qu'elle est connue", "close a period"
    )
    hand = command("report", run_report, "écrire un rapport dans un fichier, ou le remettre", "write or issue a report")
    hand.add_argument("kind", choices=[kind.value.lower().replace("_", "-") for kind in ReportKind], metavar="SORTE")
    hand.add_argument("file", type=Path, metavar="FICHIER.pdf|.xlsx|.ods|.csv|.json")
    hand.add_argument("--council", metavar="CONSEIL", help="pour un rapport sur un conseil")
    hand.add_argument("--agreement", metavar="CONVENTION", help="pour un rapport sur une convention : son identifiant")
    hand.add_argument("--as-of", metavar="MOMENT", help="tel qu'on le savait alors ; sinon à la clôture, ou maintenant")
    hand.add_argument("--issue", action="store_true", help="le remettre : il dira toujours la même chose")
    pack = command(
        "bundle", run_bundle, "emporter un rapport remis avec les faits qui le font, à vérifier sans nous", "a bundle"
    )
    pack.add_argument("report", type=UUID, metavar="RAPPORT", help="l'identifiant que ./fil reports donne")
    pack.add_argument("file", type=Path, metavar="FICHIER.zip")
    command("reports", run_reports, "les rapports remis", "the reports that were issued")
    for one in (lacking, ending, hand):
        one.add_argument("--from", required=True, metavar="AAAA-MM-JJ", help="premier jour compris")
        one.add_argument("--to", required=True, metavar="AAAA-MM-JJ", help="dernier jour compris")
    command("periods", run_periods, "les périodes qui ont été closes", "the periods that were closed")


def add_scope(command: Parser) -> None:
    command.add_argument("--from", required=True, metavar="AAAA-MM-JJ", help="premier jour compris")
    command.add_argument("--to", required=True, metavar="AAAA-MM-JJ", help="dernier jour compris")
    command.add_argument("--council", metavar="CONSEIL", help="seulement ce conseil, par exemple CC18")
    command.add_argument(
        "--as-of",
        metavar="MOMENT",
        help="tel qu'on le savait alors (2018-06-30T12:00:00Z, ou councils@12,activities@40)",
    )
    command.add_argument(
        "--file", type=Path, metavar="FICHIER.pdf|.xlsx|.ods|.csv|.json", help="écrire la réponse dans ce fichier"
    )


def asked(given: argparse.Namespace, *names: str) -> dict[str, str | None]:
    """The parameters of a question, as the service calls them."""
    return {name: getattr(given, name) for name in names}


def run_demo(given: argparse.Namespace) -> Outcome:
    outcome = demo.visit(Progress(), once=given.once, as_json=given.json, real_only=given.real_only)
    return outcome if given.once else Outcome(None, [], outcome.code)


def run_up(given: argparse.Namespace) -> Outcome:
    place, say = Place.from_environment(), Progress() if given.since is None else Progress(given.since)
    if given.detach:
        residence.HouseApart.start(place, say, outliving=True)
        return residence.addresses(place)
    speaks_for_another = given.since is not None
    residence.live(place, say, lambda outcome: None if speaks_for_another else utter(outcome, as_json=given.json))
    return Outcome(None, [])


def run_template(given: argparse.Namespace) -> Outcome:
    return sheets.write(given.file, given.sheet)


def run_import(given: argparse.Namespace) -> Outcome:
    choices = sheets.read_choices(given)
    with Client(Place.from_environment()) as client:
        if choices is None:
            return questions.import_file(client, given.file, dry_run=given.dry_run)
        return sheets.import_file(client, given.file, given.sheet, choices, given.errors)


def run_undo(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return sheets.undo(client, given.batch, dry_run=given.dry_run)


def run_imports(_: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return sheets.batches(client)


def run_load_districts(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.load_list(client, given.file, dry_run=given.dry_run, remove_missing=given.remove_missing)


def run_figures(given: argparse.Namespace) -> Outcome:
    query = asked(given, "from", "to", "by", "council", "indicator", "as_of", "beside")
    return answered(given, "/v1/figures", query, lambda client: questions.figures(client, query))


def run_trace(given: argparse.Namespace) -> Outcome:
    query = asked(given, "from", "to", "council", "as_of")
    return answered(
        given, f"/v1/figures/{given.code}/trace", query, lambda client: questions.trace(client, given.code, query)
    )


def run_changes(given: argparse.Namespace) -> Outcome:
    query, path = asked(given, "from", "to", "since", "council", "as_of"), f"/v1/figures/{given.code}/differences"
    return answered(given, path, query, lambda client: questions.changes(client, given.code, query))


def run_series(given: argparse.Namespace) -> Outcome:
    query, path = asked(given, "from", "to", "step", "council", "as_of"), f"/v1/figures/{given.code}/series"
    return answered(given, path, query, lambda client: questions.series(client, given.code, query))


def answered(
    given: argparse.Namespace, path: str, query: dict[str, str | None], in_words: Callable[[Client], Outcome]
) -> Outcome:
    """What reporting answers: told in words, or written into the file that was named."""
    with Client(Place.from_environment()) as client:
        return in_words(client) if given.file is None else questions.as_file(client, path, query, given.file)


def run_facts(given: argparse.Namespace) -> Outcome:
    query = asked(given, "council", "person", "thing", "type", "by", "batch", "request")
    query |= {"recorded_from": getattr(given, "from"), "recorded_to": given.to}
    with Client(Place.from_environment()) as client:
        return questions.facts_file(client, query) if given.csv else questions.facts(client, query, given.limit)


def run_targets(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.targets(client, given.year, given.as_of)


def run_missing(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.missing(client, asked(given, "from", "to", "as_of"))


def run_close(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.close(client, getattr(given, "from"), given.to)


def run_report(given: argparse.Namespace) -> Outcome:
    kind = given.kind.upper().replace("-", "_")
    asked_of = {"kind": kind, "agreement_id": given.agreement, **asked(given, "from", "to", "council", "as_of")}
    with Client(Place.from_environment()) as client:
        return questions.report(client, asked_of, given.file, is_issued=given.issue)


def run_bundle(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.bundle(client, given.report, given.file)


def run_reports(_: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.reports(client)


def run_periods(_: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.periods(client)


def run_token(given: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        token = client.token(given.role)
    return Outcome({"token": token, "role": given.role, "seconds": TOKEN_SECONDS}, [token])


def run_replay(_: argparse.Namespace) -> Outcome:
    with Client(Place.from_environment()) as client:
        return questions.replay(client)


def run_verify(given: argparse.Namespace) -> Outcome:
    return verify.verify(Place.from_environment(), given.checkpoints)


def run_tests(given: argparse.Namespace) -> Outcome:
    return quality.run_tests(given.pytest)


if __name__ == "__main__":
    sys.exit(main())
