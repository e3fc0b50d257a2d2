-- One row for each line the council has written for its board paper.
select part, position, text from paper
