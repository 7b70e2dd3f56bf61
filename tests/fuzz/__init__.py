"""Every reader and writer fed with files made by chance out of sound ones: ``python -m tests.fuzz --minutes 30``.

Whatever comes in, a reader answers with a value or with an error of ours whose words steer no terminal, within ten
seconds of the processor's time. See ``docs/safety.md``.
"""
