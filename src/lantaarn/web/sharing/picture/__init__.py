"""The picture of the phenomenon: how much, where and of what sort, without persons; for who may not have more."""
