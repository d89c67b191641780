"""The vocabularies of the field: what is stored by value, with its Dutch word.

Every layer may import them. A term is stored as its value and shown as its ``label``.
"""
