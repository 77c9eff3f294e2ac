"""Django settings: everything that differs between installations comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from lantaarn.config.database.kind import refuse_demo_elsewhere
from lantaarn.web.look.fonts import font_dir

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("LANTAARN_DEMO") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("LANTAARN_SECRET_KEY", "")
CONTEXT_KEY = bytes.fromhex(os.environ.get("LANTAARN_CONTEXT_KEY", ""))
"""Signs the actor context that row-level security reads; the database holds the same key (context.sql)."""

ALLOWED_HOSTS = [h for h in os.environ.get("LANTAARN_ALLOWED_HOSTS", "localhost,127.0.0.1").split(",") if h]
BASE_URL = os.environ.get("LANTAARN_BASE_URL", "http://localhost:8000")
DATA_DIR = Path(os.environ.get("LANTAARN_DATA_DIR", ".lantaarn"))
SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "lantaarn.context",
    "lantaarn.vault",
    "lantaarn.audit",
    "lantaarn.network",
    "lantaarn.tables",
    "lantaarn.access",
    "lantaarn.access.retention",
    "lantaarn.folders",
    "lantaarn.signals",
    "lantaarn.subjects",
    "lantaarn.outreach",
    "lantaarn.programme",
    "lantaarn.web",
    "lantaarn.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lantaarn.web.doors.headers.Headers",
    "lantaarn.web.doors.trace.Traced",
    "lantaarn.web.doors.input.RefuseBrokenInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lantaarn.web.doors.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "lantaarn.config.urls"
WSGI_APPLICATION = "lantaarn.config.wsgi.application"

_TEMPLATES = [f"django.template.loaders.{place}.Loader" for place in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / "templates"],
        "OPTIONS": {
            "loaders": [("lantaarn.web.look.folding.Loader", _TEMPLATES)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantaarn.web.look.context.page",
            ],
        },
    },
]

FORM_RENDERER = "lantaarn.web.look.controls.Controls"

ROLE = os.environ.get("LANTAARN_ROLE", "app")
_ROLE_URLS = {
    "app": "DATABASE_URL",
    "owner": "LANTAARN_OWNER_DATABASE_URL",
    "worker": "LANTAARN_WORKER_DATABASE_URL",
    "sealer": "LANTAARN_SEALER_DATABASE_URL",
}


def database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// URL; host, user and password may stand in the query, as libpq allows."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    pool = {"min_size": 1, "max_size": int(os.environ.get("LANTAARN_POOL", "8")), "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": query.pop("user", unquote(parts.username or "")),
        "PASSWORD": query.pop("password", unquote(parts.password or "")),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 0,
        # Statements are prepared in the server at their third use: half of a page's database time was planning them.
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 2,
            **query,
            **({"pool": pool} if ROLE == "app" else {}),
        },
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


if DEMO:
    refuse_demo_elsewhere(os.environ.get("DATABASE_URL", ""))
DATABASES = {"default": database(os.environ.get(_ROLE_URLS[ROLE]) or "postgresql:///lantaarn")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lantaarn_cache",
        # Django keeps 300 and then throws away a third: that would forget who tried a wrong code or password.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# Sign-in (django-allauth): by invitation only, password with a second factor, or a passkey.
AUTH_USER_MODEL = "network.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SITE_ID = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lantaarn.web.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "lantaarn.web.accounts.adapter.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Lantaarn: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LANTAARN_PROXIES", "0"))
_FORMS = "lantaarn.web.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
}
MFA_ADAPTER = "lantaarn.web.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddKeyForm",
    "edit_webauthn": f"{_FORMS}.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lantaarn"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": os.environ.get("LANTAARN_OIDC_NAME", "Uw organisatie"),
                    "client_id": os.environ["LANTAARN_OIDC_CLIENT_ID"],
                    "secret": os.environ.get("LANTAARN_OIDC_SECRET", ""),
                    "settings": {"server_url": os.environ["LANTAARN_OIDC_SERVER"]},
                }
            ],
        }
    }
    if os.environ.get("LANTAARN_OIDC_CLIENT_ID")
    else {}
)

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A browser takes a cookie with this prefix from this very host over https alone: no neighbour can plant a session.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (f"{'__Host-' if SECURE else ''}{name}" for name in ("sessionid", "csrftoken"))
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lantaarn.web.doors.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
USERSESSIONS_TRACK_ACTIVITY = False

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_organisation = urlsplit(os.environ["LANTAARN_OIDC_SERVER"] if os.environ.get("LANTAARN_OIDC_CLIENT_ID") else "")
_ORGANISATION = [f"{_organisation.scheme}://{_organisation.netloc}"] if _organisation.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Signing in with the own organisation is a form that is sent on to its server.
        "form-action": [SELF, *_ORGANISATION],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A plan of 500 actions is checked on one page, with four fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500
# A policy document with pictures; every other address takes less (lantaarn.web.doors.input).
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Packs from which a new region can be made on a screen (lantaarn.tables.loading.opening).
REGION_EXAMPLES = Path(os.environ.get("LANTAARN_REGION_EXAMPLES") or BASE_DIR.parent.parent / "regions")

# Who keeps the keys of organisations (lantaarn.vault): a Transit server when its address is set, otherwise a file.
VAULT_KEY_FILE = Path(os.environ.get("LANTAARN_VAULT_KEY_FILE") or DATA_DIR / "vault.key")
VAULT_URL = os.environ.get("LANTAARN_VAULT_URL", "")
VAULT_MOUNT = os.environ.get("LANTAARN_VAULT_MOUNT", "transit")
VAULT_KEY = os.environ.get("LANTAARN_VAULT_KEY", "lantaarn")
VAULT_TOKEN_FILE = os.environ.get("LANTAARN_VAULT_TOKEN_FILE", "")
VAULT_CA = os.environ.get("LANTAARN_VAULT_CA", "")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["lantaarn.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("LANTAARN_STATIC_ROOT", DATA_DIR / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "web" / "static",
    ("fonts", font_dir()),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

_mail = urlsplit(os.environ.get("LANTAARN_MAIL_URL", ""))
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if _mail.hostname else "django.core.mail.backends.locmem.EmailBackend"
)
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("LANTAARN_MAIL_FROM", "lantaarn@localhost")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "lantaarn.web.doors.quiet.Quiet",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
