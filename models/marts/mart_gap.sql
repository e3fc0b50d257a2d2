-- One row for each thing that was asked for and is not there, or that the council itself notes as lacking.
with found as (
  select item, what, effect, mend from planned_gap
  union all
  select item, what, effect, mend from inferred_gap
  union all
  select item, what, effect, mend from estimate_gap
  union all
  select item, what, effect, mend from context_gap
  union all
  select item, what, effect, mend from benchmark_gap
  union all
  select item, what, effect, mend from zone_gap
  union all
  select item, what, effect, mend from service_gap
  union all
  select item, what, effect, mend from zone_index_gap
  union all
  select item, what, effect, mend from zone_outline_gap
  union all
  select item, what, effect, mend from shown_before_gap
  union all
  select item, what, effect, mend from help_gap
)
select item, what, effect, mend, cast(null as varchar) as owner, cast(null as varchar) as asked_on,
  cast(null as varchar) as status, cast(null as varchar) as expected
from found
union all
select item, 'The council notes that it lacks this.',
  coalesce('Meanwhile: ' || rtrim(workaround, '.') || '.', 'Nothing stands in for it.'),
  case
    when asked_on is not null then 'Asked for on ' || strftime(asked_on, '%d/%m/%Y') || coalesce(': ' || rtrim(owner, '.'), '') || '.'
    when owner is not null then 'It has been with: ' || rtrim(owner, '.') || '; ask for it.'
    else 'Find out who has it.'
  end,
  owner, strftime(asked_on, '%Y-%m-%d'), status, strftime(expected, '%Y-%m-%d')
from local_data_gaps
