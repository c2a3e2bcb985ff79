"""Serves the project on a port of this machine; `/empty` forgets everybody."""

import sys
import types
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings

PREFIX = "loose"


class Bearer:
    """Whoever brings the token is signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        known = request.headers.get("Authorization") == f"Bearer {sys.argv[2]}"
        request.user = types.SimpleNamespace(is_authenticated=known, is_anonymous=not known)
        return self.get_response(request)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nobody reads it."""


def main() -> None:
    sys.path.insert(0, str(__import__("pathlib").Path(__file__).parents[1]))
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="only for tests",
        ROOT_URLCONF="urls_of_loose",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django_scim", PREFIX],
        MIDDLEWARE=["bearer_of_loose.Bearer"],
        AUTH_USER_MODEL=f"{PREFIX}.Person",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        MIGRATION_MODULES={"auth": None, "contenttypes": None},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SCIM_SERVICE_PROVIDER={
            "NETLOC": "localhost",
            "AUTHENTICATION_SCHEMES": [{"type": "oauthbearertoken", "name": "token", "description": "token"}],
            "GROUP_MODEL": f"{PREFIX}.models.Team",
            "USER_MODEL_GETTER": "django.contrib.auth.get_user_model",
        },
    )
    bearer = types.ModuleType("bearer_of_loose")
    bearer.Bearer = Bearer
    urls = types.ModuleType("urls_of_loose")
    sys.modules |= {"bearer_of_loose": bearer, "urls_of_loose": urls}

    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import include, path

    def empty(request):
        from loose.models import Person, Team

        Person.objects.all().delete()
        Team.objects.all().delete()
        return HttpResponse(status=204)

    urls.urlpatterns = [path("empty", empty), path("scim/v2/", include("django_scim.urls", namespace="scim"))]
    call_command("migrate", run_syncdb=True, verbosity=0)
    with make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), handler_class=Quiet) as server:
        print("serving", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
