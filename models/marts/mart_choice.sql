-- One row for each choice behind the index, and how much the ranks owe to it.
select choice, position, title, first_effect, total_effect, mean_rank_change, samples from choice_effect
