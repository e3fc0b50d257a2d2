-- One row for each other way of making the index, and how much it changes.
select alternative, position, kind, title, mean_rank_change, largest_rank_change, top_fifth, top_fifth_kept
from alternative
