def address_of(*, user_id: UUID) -> str:
    """Where mail to this person goes."""
    return User.objects.values_list("email", flat=True).get(id=user_id)
