"""The network as data: regions, municipalities, organisations, roles, desks, people, bodies and meetings."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical


class Region(models.Model):
    """A region: the tenant. Its code stands on every row that belongs to it."""

    code = models.SlugField(primary_key=True, **means("none", "network", "region"))
    name = models.TextField(**means("none", "network", "region"))
    covenant = models.TextField(blank=True, **means("none", "network", "region"))
    citizen_form = models.BooleanField(default=False, **means("none", "network", "region"))
    phones = models.JSONField(default=list, **means("none", "network", "region"))
    pack = models.JSONField(default=dict, **means("none", "network", "region"))
    """What the pack says that has no table of its own: facts, tasks, deadlines, indicator card."""


class Municipality(models.Model):
    """A municipality of the region, by its CBS code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    cbs_code = models.CharField(max_length=6, **means("none", "network", "region"))
    name = models.TextField(**means("none", "network", "region"))
    district = models.TextField(blank=True, default="", db_default="", **means("none", "network", "region"))
    """The region's own name for a group of municipalities; empty where there are no districts."""

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "cbs_code"], name="municipality_code"),
            models.CheckConstraint(condition=Q(cbs_code__regex=r"^GM\d{4}$"), name="municipality_code_form"),
        ]


class Organisation(models.Model):
    """A partner in the chain. Whether it is a party of the covenant is the region's own fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    code = models.TextField(**means("none", "network", "region"))
    name = models.TextField(**means("none", "network", "region"))
    kind = models.TextField(**means("none", "network", "region"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical())
    covenant_party = models.BooleanField(default=False, **means("none", "network", "region"))

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="organisation_code")]


class Role(models.Model):
    """What people in a role may do in this region; rights follow role x organisation x covenant, never a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    code = models.TextField(**means("none", "network", "region"))
    label = models.TextField(**means("none", "network", "region"))
    may = ArrayField(models.TextField(), default=list, **means("none", "network", "region"))

    class Meta:
        ordering = ("label",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="role_code")]


class Body(models.Model):
    """A consultation body (overleg): members, rhythm and chair. The drieluik is one of kind operational."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    code = models.TextField(**means("none", "network", "region"))
    name = models.TextField(**means("none", "network", "region"))
    kind = models.TextField(
        choices=[("operational", "operational"), ("policy", "policy"), ("executive", "executive")],
        **means("none", "network", "region"),
    )
    rhythm = models.TextField(blank=True, **means("none", "network", "region"))
    every_days = models.PositiveSmallIntegerField(null=True, **means("none", "network", "region"))
    chair = models.TextField(blank=True, **means("none", "network", "region"))
    members = models.JSONField(default=list, **means("none", "network", "region"))
    adopted = models.BooleanField(default=False, **means("none", "network", "region"))

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="body_code")]


class Desk(models.Model):
    """A desk answers for signals: an organisation x a domain, staffed by members, never one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    kind = models.TextField(**means("none", "network", "region"))
    label = models.TextField(**means("none", "network", "region"))
    role = models.ForeignKey(Role, models.PROTECT, **technical())
    domain = models.TextField(**means("none", "network", "region"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical())
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical())
    off_system = models.BooleanField(default=False, **means("none", "network", "region"))
    channel = models.TextField(blank=True, **means("internal", "network", "region"))
    hours = models.TextField(blank=True, **means("internal", "network", "region"))
    stage = models.TextField(**means("none", "network", "region"))
    is_end = models.BooleanField(default=False, **means("none", "network", "region"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, **technical())

    class Meta:
        ordering = ("label",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "kind", "municipality"], name="desk_once", nulls_distinct=False),
        ]


class UserManager(BaseUserManager["User"]):
    """Users are made by accepting an invitation, or by the demo."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person with an account. What a person may do follows from memberships, never from the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    password = models.CharField(max_length=128, **means("internal", "account", "account"))
    last_login = models.DateTimeField(null=True, blank=True, **means("internal", "account", "account"))
    email = models.EmailField(unique=True, **means("personal", "contact", "account"))
    name = models.CharField(max_length=120, **means("personal", "person", "account"))
    phone = models.CharField(max_length=40, blank=True, **means("personal", "contact", "account"))
    is_active = models.BooleanField(default=True, **means("internal", "account", "account"))
    date_joined = models.DateTimeField(auto_now_add=True, **means("internal", "account", "account"))

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False

    objects = UserManager()

    class Meta:
        ordering = ("name",)

    def get_full_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a role at an organisation, at a desk or without one, from and until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    user = models.ForeignKey(User, models.PROTECT, **technical("account"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("account"))
    role = models.ForeignKey(Role, models.PROTECT, **technical("account"))
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, **technical("account"))
    is_deputy = models.BooleanField(default=False, **means("internal", "account", "account"))
    trained_on = models.DateField(null=True, blank=True, **means("personal", "training", "account"))
    valid_from = models.DateField(**means("internal", "account", "account"))
    valid_until = models.DateField(null=True, blank=True, **means("internal", "account", "account"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="membership_period",
            ),
        ]


class Absence(models.Model):
    """Days on which a member is away; the desk's other members answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="absences", **technical("account"))
    first_day = models.DateField(**means("personal", "absence", "account"))
    last_day = models.DateField(**means("personal", "absence", "account"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="absence_period"),
        ]


class Invitation(models.Model):
    """An invitation by the functional administrator; the link holds a token of which only the hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    email = models.EmailField(**means("personal", "contact", "account"))
    name = models.CharField(max_length=120, **means("personal", "person", "account"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("account"))
    role = models.ForeignKey(Role, models.PROTECT, **technical("account"))
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, **technical("account"))
    is_deputy = models.BooleanField(default=False, **means("internal", "account", "account"))
    token_hash = models.CharField(max_length=64, unique=True, **means("internal", "account", "account"))
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    """Nobody for the first administrator, who is invited from the command line."""
    invited_at = models.DateTimeField(auto_now_add=True, **means("internal", "account", "account"))
    expires_at = models.DateTimeField(**means("internal", "account", "account"))
    accepted_at = models.DateTimeField(null=True, **means("internal", "account", "account"))
    withdrawn_at = models.DateTimeField(null=True, **means("internal", "account", "account"))
    mail_state = models.CharField(max_length=10, blank=True, default="", **means("internal", "account", "account"))
    """Empty: the link was handed over by a person. The queue makes the link of a mail when it sends it, and keeps it
    nowhere."""
    mail_problem = models.CharField(max_length=200, blank=True, default="", **means("internal", "account", "account"))
    mail_changed_at = models.DateTimeField(null=True, **means("internal", "account", "account"))


class Opening(models.Model):
    """Leave to make one region, given from the command line; the link holds a token of which only the hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("account"))
    email = models.EmailField(**means("personal", "contact", "account"))
    name = models.CharField(max_length=120, **means("personal", "person", "account"))
    """Who makes the region, and becomes its first functional administrator."""
    token_hash = models.CharField(max_length=64, unique=True, **means("internal", "account", "account"))
    made_at = models.DateTimeField(auto_now_add=True, **means("internal", "account", "account"))
    expires_at = models.DateTimeField(**means("internal", "account", "account"))
    used_at = models.DateTimeField(null=True, **means("internal", "account", "account"))
    region = models.ForeignKey(Region, models.PROTECT, null=True, **technical("account"))
    """The region that was made with it."""


class Meeting(models.Model):
    """One sitting of a body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    body = models.ForeignKey(Body, models.PROTECT, **technical())
    starts_at = models.DateTimeField(**means("none", "network", "region"))
    closed_at = models.DateTimeField(null=True, blank=True, **means("none", "network", "region"))

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "starts_at"], name="meeting_once")]
