"""Make a demo site in one command: migrate, fill if empty, serve."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.demo import fill
from articles.photos import making
from articles.sources import sealing


class Command(BaseCommand):
    help = (
        "Migrate, fill an empty site with a dozen stories and a user for each role, and serve it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="fill only")
        parser.add_argument("--port", default="8000", help="where to serve (8000)")

    def handle(self, *, no_serve, port, **options):
        call_command("migrate", verbosity=0)
        if fill.is_somebodys():
            raise CommandError(
                "This site has accounts of its own or is served to the world, and the demo's have a"
                " password that everybody knows. Give the demo a database of its own:"
                " DATABASE_URL=sqlite:///demo.sqlite3."
            )
        if fill.is_empty():
            self.stdout.write("Filling an empty site …")
            fill.fill()
            if not sealing.is_ready():
                self.stdout.write(sealing.NO_KEYS)
            self.stdout.write("Making the files of its photos …")
            making.make_due()
        else:
            self.stdout.write("There are stories already: nothing was filled in.")
        address = f"http://localhost:{port}"
        self.stdout.write(f"\nReaders:  {address}/\nThe desk: {address}/desk/")
        self.stdout.write(f"\nSign in with the password {fill.PASSWORD} as:")
        for username, role in fill.accounts():
            self.stdout.write(f"  {username:8} {role}")
        if not no_serve:
            self.stdout.write("")
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)
