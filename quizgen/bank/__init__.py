"""From a YAML file to a bank, with every problem in its place."""
