"""Codes of files that cannot be read as they are."""

CODES = {
    "missing-file": (
        "A file that every negotiation has is missing",
        "negotiation.yaml says what the negotiation is, parties.yaml who speaks, terms.yaml what about. Write the "
        "file; where there is nothing to say yet, `{}` says so.",
    ),
    "empty-file": (
        "A file with nothing in it",
        "It may have been cut off, or never saved. Write what belongs there, or remove it. `{}` says that there is "
        "none. (issues.yaml and events.yaml may be empty.)",
    ),
    "not-a-file": (
        "A folder or a device where a file is expected",
        "A folder named like a file would be skipped, and what is in it lost. Rename it.",
    ),
    "not-a-folder": (
        "A file where a folder is expected",
        "`statements`, `scenarios` and `proposals` are folders. Rename the file.",
    ),
    "unfinished-change": (
        "A change of several files that was cut off",
        "`negmap rename` had decided on it and was stopped in the middle, so some files are new and some old. The next "
        "command that reads the folder finishes it; `negmap check` does.",
    ),
    "unreadable": (
        "A file or folder that cannot be read",
        "The operating system refuses it, or the disk fails. Nothing is skipped in silence, because a missing "
        "statement may be the one that ends another.",
    ),
    "vanished": (
        "A file that was there a moment ago, and now is not",
        "Something moves files while they are read. Run the command again.",
    ),
    "bad-link": (
        "A symbolic link that is not followed",
        "Links lead to files inside the negotiation's folder, and nowhere else: not out of it, not to folders, not in "
        "circles. So a folder that is passed on is whole, and reading it ends. Put a copy in its place.",
    ),
    "too-large": (
        "A file that is larger than 20 MB",
        "Such a file is nearly always a mistake. Statements by the thousand can stand in *.jsonl files, one a line, "
        "which may be as large as you like.",
    ),
    "line-too-long": (
        "A line of a *.jsonl file that is longer than 1 MB",
        "A line is one statement. Such a line is nearly always a whole file without line breaks.",
    ),
    "too-many": (
        "More than two million statements",
        "Past that number a folder does not fit into an ordinary machine's memory. A copy of the folder in itself, "
        "or a program that never stops writing, is the likely reason.",
    ),
    "not-utf8": (
        "A file that is not in UTF-8",
        "In another encoding the same bytes are other letters, so they are not guessed at. Save the file as UTF-8.",
    ),
    "control-character": (
        "A character that cannot be seen and does not belong into text",
        "Control characters and invisible line ends break other readers of the file and of reports. Remove them.",
    ),
    "tab-indentation": (
        "A tab before the text of a line",
        "YAML tells by the spaces before a line what it belongs to, and a tab has no fixed width. Use spaces.",
    ),
    "bad-yaml": (
        "A file that is not YAML",
        "What stands behind the place cannot be understood, so nothing of the file is used. Most often a text with "
        "signs in it needs quotes, or a line has other spaces before it than its neighbours.",
    ),
    "bad-json": (
        "A line of a *.jsonl file that is not JSON",
        "Each line is one record in braces, with keys and text in double quotes. The other lines are read.",
    ),
    "duplicate-key": (
        "A key that is given twice",
        "Many readers take the last one without a word, and the other is lost. Keep one of the two.",
    ),
    "alias": (
        "A value that stands for one written elsewhere",
        "Anchors and aliases (`&name`, `*name`) hide what a record says from those who read only that record, and a "
        "few lines of them can stand for gigabytes. Write the value out.",
    ),
    "tag": (
        "A tag before a value",
        "What a value is follows from its key. Leave the tag out; a text that begins with `!` needs quotes.",
    ),
    "several-documents": (
        "More than one document in a file",
        "One file is one document. Split it at the line `---`.",
    ),
    "key-not-text": (
        "A key that is not a text",
        "Keys are words. A list or mapping as a key, or `?` before it, is not read.",
    ),
    "too-deep": (
        "More than 50 lists and mappings inside each other",
        "Nothing in a negotiation needs such depth; it is a mistake, or an attack on the reader.",
    ),
    "duplicate-id": (
        "Two files, or lines, with one id",
        "The file's name is the id, whatever the sub-folder, and in a *.jsonl file `id` is. Rename one of the two.",
    ),
    "other-kind": (
        "A file of another kind than was asked for",
        "A statement has a `party`, a proposal terms that are `in` or `out`; what has neither is a scenario.",
    ),
}
