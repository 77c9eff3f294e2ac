"""Every address of the house: who looks at it and with which keys. An address in no list fails a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from browser.furnished import BRAM, ESRA, FENNA, IRIS, NOOR, SANNE, Things

Keys = Callable[[Things], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """One page as one person sees it."""

    name: str
    who: str
    keys: Keys = lambda _things: {}
    query: str = ""
    status: int = 200


def _signal(name: str, **keys: str) -> Keys:
    return lambda t: {
        "folder_id": t.signal[name],
        **{key: t.referral[value] if key == "referral_id" else t.key[value] for key, value in keys.items()},
    }


def _version(name: str, **more: Any) -> Keys:
    return lambda t: {
        "version_id": t.version[name],
        **{k: t.key.get(v, v) if isinstance(v, str) else v for k, v in more.items()},
    }


def _key(**keys: str) -> Keys:
    return lambda t: {name: t.key[value] for name, value in keys.items()}


def _batch(name: str) -> Keys:
    return lambda t: {"batch_id": t.batch[name]}


WITH_KEYS = (
    Page("report", "", lambda _: {"region": "drenthe"}, "?gemeente=GM0114"),
    Page("report-citizen", "", lambda _: {"region": "drenthe"}),
    Page("accept-invitation", "", _key(token="token")),
    *(Page("signal", NOOR, _signal(one)) for one in ("new", "late", "working", "handed", "closed", "watched")),
    Page("signal", FENNA, _signal("handed")),
    Page("signal-decline", NOOR, _signal("new", referral_id="new")),
    Page("signal-withdraw", NOOR, _signal("handed", referral_id="sanne")),
    Page("signal-finish", FENNA, _signal("handed", referral_id="fenna")),
    Page("signal-receipt", NOOR, _signal("handed", referral_id="nla")),
    Page("signal-correct", NOOR, _signal("working", row_id="row")),
    *(
        Page(f"signal-{act}", NOOR, _signal("working"))
        for act in ("add", "facts", "ask", "pass-on", "otherwise", "watch", "close", "link")
    ),
    Page("signal-advise", SANNE, _signal("handed")),
    Page("signal-reopen", NOOR, _signal("closed")),
    Page("person-add", NOOR, _signal("working")),
    *(Page(name, NOOR, _signal("working", person_id="person")) for name in ("person", "person-more", "person-join")),
    Page("person-correct", NOOR, _signal("working", person_id="person", row_id="person_value")),
    Page("person-part", NOOR, _signal("working", person_id="person", other_id="same_person")),
    Page("sheet", NOOR, _signal("handed", referral_id="nla")),
    Page("task-done", FENNA, _key(task_id="task")),
    Page("import-columns", NOOR, _batch("brought")),
    Page("import-trial", NOOR, _batch("brought")),
    Page("import-done", NOOR, _batch("applied")),
    Page("meeting", SANNE, _key(meeting_id="meeting")),
    Page("meeting", FENNA, _key(meeting_id="meeting")),
    Page("meeting-decide", SANNE, _key(meeting_id="meeting", item_id="item")),
    Page("meeting-close", SANNE, _key(meeting_id="meeting")),
    *(Page("route-version", SANNE, _version(one)) for one in ("broken", "sound", "proved", "adopted")),
    Page("route-paper", SANNE, _version("active")),
    Page("route-municipality", NOOR, _version("active", municipality_id="municipality")),
    Page("route-start", SANNE, _version("active")),
    Page("route-upload", SANNE, _version("broken")),
    Page("route-new-rule", SANNE, _version("broken", decision="authority")),
    Page("route-rule", SANNE, _version("broken", decision="authority", number=2)),
    Page("route-adopt", SANNE, _version("proved")),
    Page("route-activate", SANNE, _version("adopted")),
    *(Page("sharing-version", SANNE, _version(one)) for one in ("sharing", "sharing-broken", "sharing-proved")),
    Page("sharing-version", ESRA, _version("sharing-proved")),
    Page("sharing-paper", NOOR, _version("sharing")),
    Page("sharing-try", NOOR, _version("sharing")),
    Page("sharing-try", NOOR, _version("sharing"), "?category=care&provenance_domain=care&recipient_kind=riec"),
    Page("sharing-start", SANNE, _version("sharing")),
    Page("sharing-upload", SANNE, _version("sharing")),
    Page("sharing-new-rule", SANNE, _version("sharing-broken", decision="sharing")),
    Page("sharing-rule", SANNE, _version("sharing-broken", decision="sharing", number=4)),
    Page("sharing-adopt", SANNE, _version("sharing-proved")),
    Page("sharing-advise", ESRA, _version("sharing-proved")),
    Page("sharing-activate", SANNE, _version("sharing-adopted")),
    Page("share", BRAM, _signal("shared")),
    Page("share-preview", BRAM, _signal("shared")),
    Page("share-preview", BRAM, _signal("shared"), "?aan=x"),
    Page("share-one", BRAM, _signal("shared", share_id="share")),
    Page("share-withdraw", BRAM, _signal("shared", share_id="share")),
    Page("share-refuse", NOOR, _key(share_id="waiting")),
    Page("consent-record", BRAM, _signal("shared")),
    Page("consent-withdraw", BRAM, _signal("shared", consent_id="consent")),
    Page("emergency-open", BRAM, _signal("shared")),
    Page("network-desk", SANNE, _key(desk_id="desk")),
    Page("network-organisation", SANNE, _key(organisation_id="organisation")),
    Page("region-new", "", _key(token="leave")),
    Page("region-new", "", _key(token="leave"), "?naam=Waterland&voorbeeld=drenthe&gemeenten=GM9001+Voorbeeldstad"),
    Page("account", IRIS, _key(user_id="user")),
    Page("stop-account", IRIS, _key(user_id="user")),
    Page("end-role", IRIS, _key(user_id="user", membership_id="membership")),
    Page("move-role", IRIS, _key(user_id="user", membership_id="membership")),
    Page("log-event", ESRA, _key(event_id="event")),
    *(
        Page(f"subject-{act}", ESRA, _key(request_id="request"))
        for act in ("contact", "identify", "extend", "search", "answer", "tell-nothing", "stop")
    ),
    Page("subject", ESRA, _key(request_id="request")),
    Page("subject", ESRA, _key(request_id="answered")),
    Page("subject-item", ESRA, _key(request_id="request", item_id="asked_item")),
    Page("subject-pass", ESRA, _key(request_id="request", item_id="asked_item")),
    Page("subject-restrict", ESRA, _key(request_id="request", signal_id="asked_signal")),
    Page("subject-correct", NOOR, _key(item_id="asked_item")),
    *(Page(f"keeping-{act}", ESRA, _signal("closed")) for act in ("folder", "hold", "release", "erase")),
    *(
        Page(f"programme-{look}", SANNE, _key(programme_id="programme"))
        for look in ("board", "matrix", "timeline", "money", "report", "adopt", "course")
    ),
    Page("programme", SANNE),
    Page("programme-board", NOOR, _key(programme_id="programme"), "?licht=red"),
    Page("programme-action", SANNE, _key(action_id="action")),
    Page("programme-action", NOOR, _key(action_id="action")),
    Page("programme-action-add", SANNE, _key(programme_id="programme")),
    Page("programme-money-set", SANNE, _key(programme_id="programme")),
    Page("programme-propose", NOOR, _key(programme_id="programme")),
    Page("programme-decide", SANNE, _key(programme_id="programme", proposal_id="proposal")),
    Page("programme-action-change", SANNE, _key(action_id="action")),
    Page("programme-action-end", SANNE, _key(action_id="action")),
    Page("programme-propose-change", NOOR, _key(action_id="action")),
    Page("programme-propose-end", NOOR, _key(action_id="action")),
    Page("programme-overrule", SANNE, _key(action_id="action")),
    Page("programme-review", SANNE, _key(draft_id="draft")),
    Page("programme-review", SANNE, _key(draft_id="refused")),
    Page("programme-house", NOOR, _key(municipality_id="municipality")),
    Page("training-cancel", SANNE, _key(training_id="training")),
)

ALLAUTH = (
    Page("account_logout", NOOR),
    Page("account_inactive", ""),
    Page("account_reset_password", ""),
    Page("account_reset_password_done", ""),
    Page("account_reset_password_from_key_done", ""),
    Page("mfa_index", NOOR),
    Page("usersessions_list", NOOR),
    Page("socialaccount_login_cancelled", ""),
    Page("socialaccount_login_error", "", status=401),
)

ONLY_POSTED = {
    "report-keep", "report-for-others-keep", "follow-answer", "follow-leave", "import-drop", "signal-accept",
    "signal-unlink", "signal-to-meeting", "mail-decide", "route-undo", "route-remove-rule", "route-move-rule",
    "route-check", "route-prove", "route-back", "route-cancel", "sharing-undo", "sharing-remove-rule",
    "sharing-move-rule", "sharing-check", "sharing-prove", "sharing-back", "sharing-cancel", "sharing-take-back",
    "sharing-adopted", "share-confirm", "emergency-close", "emergency-seen", "demo-sign-in", "renew-invitation",
    "withdraw-invitation", "resume-account", "drop-second-factor", "change-desk", "my-details", "note-absence",
    "drop-absence", "my-language", "theme", "log-seen", "programme-drop", "programme-publish", "programme-house-note",
    "training-held", "programme-from-pack", "programme-withdraw", "programme-read-again",
}  # fmt: skip
"""They answer with another page; the pages that hold their buttons are looked at."""

FILES = {
    "keeping-certificate", "subject-letter", "sheet-pdf", "sheet-odt", "signals-export", "route-file", "sharing-file",
    "share-pdf", "share-odt", "log-export", "programme-download",
    "log-unusual-export", "log-region-export",
    "import-left-out", "mfa_download_recovery_codes",
}  # fmt: skip

ELSEWHERE = {
    "programme",  # leads on to the only programme, but for who manages them
    "report-choose",  # leads on to the only region
    "invited",  # shown once, after an invitation: the journey of accounts
    "no-desk",  # only for who has no desk: below, by itself
    "styleguide",  # tests/look
    # closed, or a step of signing in that the journey of accounts and tests/web walk through
    "account_login", "account_signup", "account_email", "account_email_verification_sent", "account_confirm_email",
    "account_confirm_login_code", "account_reauthenticate", "account_change_password", "account_set_password",
    "account_reset_password_from_key", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "mfa_login_webauthn", "socialaccount_signup", "socialaccount_connections", "openid_connect_login",
    "openid_connect_callback",
}  # fmt: skip


def addresses() -> Iterator[tuple[str, bool, Any]]:
    """Of each named address: whether it takes keys, and its door (None for pages of the sign-in library)."""
    from django.urls import URLPattern, get_resolver

    def walk(resolver: Any, keyed: bool) -> Iterator[tuple[str, bool, Any]]:
        for found in resolver.url_patterns:
            taken = keyed or bool(found.pattern.regex.groups)
            if not isinstance(found, URLPattern):
                yield from walk(found, taken)
            elif found.name:
                yield found.name, taken, getattr(found.callback, "door", None)

    yield from walk(get_resolver(), False)


def without_keys() -> list[tuple[str, Any]]:
    """The pages of the house that need nothing but somebody who may come in."""
    apart = ONLY_POSTED | FILES | ELSEWHERE
    return [(name, door) for name, keyed, door in addresses() if door and not keyed and name not in apart]


def in_no_list() -> set[str]:
    listed = {page.name for page in (*WITH_KEYS, *ALLAUTH)} | ONLY_POSTED | FILES | ELSEWHERE
    return {name for name, _keyed, _door in addresses()} - listed - {name for name, _door in without_keys()}
