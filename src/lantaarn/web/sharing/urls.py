"""The addresses of sharing."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_POST

from lantaarn.web.sharing.acts import views as acts
from lantaarn.web.sharing.consents import views as consents
from lantaarn.web.sharing.emergencies import views as emergencies
from lantaarn.web.sharing.picture import views as picture
from lantaarn.web.sharing.table import views as table
from lantaarn.web.sharing.table.book import SHARING_BOOK
from lantaarn.web.tables.addresses import Doors, addresses

VERSION = "deeltabel/versie/<uuid:version_id>/"
_doors = Doors(SHARING_BOOK)
_advises = _doors.door("sharing.advise", "sharing.decide", purpose="sharing.advise")

FOLDER = "delen/<uuid:folder_id>/"
SHARE = f"{FOLDER}<uuid:share_id>/"

_table = [
    *addresses(SHARING_BOOK),
    path(f"{VERSION}papier/", _doors.read(table.on_paper), name="sharing-paper"),
    path(f"{VERSION}proberen/", _doors.read(table.trying), name="sharing-try"),
    path(f"{VERSION}partijen/", _doors.decide(table.adopting), name="sharing-adopt"),
    path(
        f"{VERSION}partijen/<uuid:organisation_id>/weg/",
        require_POST(_doors.decide(table.take_back)),
        name="sharing-take-back",
    ),
    path(f"{VERSION}advies/", _advises(table.advise), name="sharing-advise"),
    path(f"{VERSION}vaststellen/", require_POST(_doors.decide(table.adopt)), name="sharing-adopted"),
]

_acts = [
    path("delen/", acts.waiting, name="share-waiting"),
    path("delen/meekijken/<uuid:share_id>/", acts.confirm, name="share-confirm"),
    path("delen/meekijken/<uuid:share_id>/niet/", acts.refuse, name="share-refuse"),
    path(FOLDER, acts.start, name="share"),
    path(f"{FOLDER}bekijken/", acts.preview, name="share-preview"),
    path(f"{FOLDER}toestemming/", consents.record, name="consent-record"),
    path(f"{FOLDER}toestemming/<uuid:consent_id>/intrekken/", consents.withdraw, name="consent-withdraw"),
    path(f"{FOLDER}nood/", emergencies.by_folder, name="emergency-open"),
    path(SHARE, acts.one, name="share-one"),
    path(f"{SHARE}intrekken/", acts.withdraw, name="share-withdraw"),
    path(f"{SHARE}pdf/", acts.pdf, name="share-pdf"),
    path(f"{SHARE}odt/", acts.odt, name="share-odt"),
    path("beeld/", picture.picture, name="picture"),
    path("noodtoegang/", emergencies.listed, name="emergencies"),
    path("noodtoegang/kenmerk/", emergencies.by_code, name="emergency-code"),
    path("noodtoegang/<uuid:emergency_id>/sluiten/", emergencies.close, name="emergency-close"),
    path("noodtoegang/<uuid:emergency_id>/gezien/", emergencies.seen, name="emergency-seen"),
]

urlpatterns = [*_table, *_acts]
