-- One row for each ward and other way of making the index: its rank then.
select ward, alternative, rank, top_fifth from alternative_rank
