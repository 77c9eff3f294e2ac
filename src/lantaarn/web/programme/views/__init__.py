"""The pages of the programme, by what people come for."""
