"""The program's own words, a YAML file a language."""
