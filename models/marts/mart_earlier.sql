-- One row: the edition that this one replaces, and why it cannot be compared where it cannot; none for the first edition.
with declared_otherwise as (
  select n.step, n.indicator, n.setting
  from mart_step as n
  left join earlier_step as e
    on e.step = n.step and e.setting = n.setting and coalesce(e.indicator, '') = coalesce(n.indicator, '')
  where e.step is null
  union all
  select e.step, e.indicator, e.setting
  from earlier_step as e
  left join mart_step as n
    on n.step = e.step and n.setting = e.setting and coalesce(n.indicator, '') = coalesce(e.indicator, '')
  where n.step is null
),
other_wards as (
  select n.ward from mart_index as n
  left join earlier_ward as e on e.ward = n.ward and e.rank is not null
  where n.rank is not null and e.ward is null
  union all
  select e.ward from earlier_ward as e
  left join mart_index as n on n.ward = e.ward and n.rank is not null
  where e.rank is not null and n.ward is null
),
-- What left the index because it is withheld would be given away by what its leaving did to a score.
withheld_since as (
  select f.indicator
  from edition_figure as f
  join earlier_index_indicator as x on x.indicator = f.indicator
  where f.area_level = 'ward' and f.status = 'withheld' and f.value_before is not null
),
figures as (
  select e.data_hash, e.data_date, e.version, e.same_method, e.index_id <> a.index_id as other_index,
    case when not e.readable then 'its tables are not there, or are of a version that wrote them otherwise'
      when e.made_up <> a.made_up then 'one of the two is of made-up data'
      when e.ward_type <> a.ward_type then 'its wards are those of another year (' || e.ward_type || '), and so its figures are of other places'
      end as figures_reason
  from earlier as e
  cross join mart_assessment as a
)
select f.data_hash, f.data_date, f.version, f.figures_reason,
  case when f.figures_reason is not null then f.figures_reason
    when not f.same_method then 'it was made by version ' || f.version || ', whose method may differ'
    when f.other_index then 'it has another index'
    when exists (select 1 from declared_otherwise) then 'its index was declared otherwise'
    when exists (select 1 from withheld_since) then 'an indicator of its index is withheld in some wards now'
    when exists (select 1 from other_wards) then 'other wards were ranked' end as ranks_reason
from figures as f
