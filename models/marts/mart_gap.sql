-- One row for each thing that was asked for and is not there.
select item, what, effect, mend from planned_gap
union all
select item, what, effect, mend from inferred_gap
union all
select item, what, effect, mend from estimate_gap
union all
select item, what, effect, mend from context_gap
union all
select item, what, effect, mend from benchmark_gap
