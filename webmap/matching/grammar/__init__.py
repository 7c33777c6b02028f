"""The grammar of a cell: region · name · kind · campus · remark · separator · next school.

Every character of a cell ends in one of these slots. What fits none of them makes the row open; it is
never passed over. `signs` brings a cell to plain characters, `tokens` parts it into words, `slots` declares
the words of each slot, `names` reads the name of a school with what is glued to it, `parse` lays the slots
over the words, `reading` goes through them, and `cell` makes one part for each school that the cell names.
"""
