"""Sphinx: the site is built by ``python -m docs.site``, which lays the pages out before."""

from syndetect import __version__

project = "syndetect"
author = "The syndetect developers"
version = release = __version__
copyright = author
language = "en_GB"

extensions = ["myst_nb", "sphinx_copybutton"]
html_theme = "furo"
html_title = f"syndetect {release}"
html_show_sphinx = False
html_copy_source = False
exclude_patterns = ["corpus"]

# Links to headings are those that GitHub makes. One that leads nowhere is a warning, and that ends the build.
myst_heading_anchors = 5
myst_enable_extensions = ["colon_fence"]

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_in_temp = False
# It needs Java, and a test runs it on a cluster.
nb_execution_excludepatterns = ["cluster-notebook.ipynb"]

copybutton_prompt_text = "$ "
copybutton_line_continuation_character = "\\"
