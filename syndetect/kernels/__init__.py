"""Functions from arrays to arrays, with numpy alone: no documents, no settings, no other packages of ours."""
