# Makes a manual page of section 5 from one of the guides in docs/: headings, paragraphs, tables of
# two columns, blocks of code. usage: awk -v name=tiaomu-db -v about='…' -f tools/md2man.awk FILE.md
function plain(text) {
    gsub(/`/, "", text)
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    sub(/^[.']/, "\\\\\\&&", text)
    return text
}
function trimmed(text) {
    gsub(/^ +| +$/, "", text)
    return text
}
BEGIN {
    printf ".TH %s 5 \"\" tiaomu \"tiaomu manual\"\n.SH NAME\n%s \\- %s\n.SH DESCRIPTION\n", name, name, about
}
/^```/ {
    code = !code
    print code ? ".RS 4\n.nf" : ".fi\n.RE"
    next
}
code {
    print plain($0)
    next
}
/^# / { next }
/^## / {
    print ".SH " plain(substr($0, 4))
    next
}
/^\|[-|: ]*\|$/ { next }
/^\| (column|file) \|/ { next }
/^\|/ {
    split($0, cell, "|")
    printf ".TP\n.B %s\n%s\n", plain(trimmed(cell[2])), plain(trimmed(cell[3]))
    next
}
/^$/ {
    print ".PP"
    next
}
{ print plain($0) }
