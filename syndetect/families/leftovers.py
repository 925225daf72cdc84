def find_leftovers(text, outlets=()): return ()
