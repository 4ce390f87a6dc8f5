"""ECom-Bench with a scripted customer: its shop translated into our facts and actions, its tasks talked through.

In: a folder with `db/*.json`, a file of tasks, optionally the tables expected after each. Out: which tasks end in
exactly the right tables, and every write with the yes and the state that allowed it. Nothing of the data lives here.
"""
