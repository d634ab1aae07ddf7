"""Settings for all tests."""

from hypothesis import settings

# The same examples on every run and no time limit, so that a red test is about the code.
# To search for new examples: python3 run.py test --hypothesis-profile=default
settings.register_profile("mediakit", deadline=None, derandomize=True)
settings.load_profile("mediakit")
