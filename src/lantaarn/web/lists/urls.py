"""Addresses of the list, its exports, the chain, and mail that a person decides on."""

from django.urls import path

from lantaarn.web.lists import chain, mail, views

urlpatterns = [
    path("lijst/", views.signals, name="signals"),
    path("lijst/<str:form>/", views.export, name="signals-export"),
    path("keten/", chain.chain, name="chain"),
    path("mail/", mail.uncertain, name="mail"),
    path("mail/<uuid:mail_id>/", mail.decide, name="mail-decide"),
]
