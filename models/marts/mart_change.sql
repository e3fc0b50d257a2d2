-- One row for each thing that differs from the edition before; none for the first edition.
with used as (
  select i.numerator_source as source, i.title from indicator as i
  union
  select i.denominator_source, i.title from indicator as i where i.denominator_source is not null
),
resting as (
  select u.source, count(*) as indicators, string_agg(u.title, '; ' order by u.title) as titles
  from used as u
  group by u.source
),
source as (
  select coalesce(n.source, e.source) as item, coalesce(n.title, e.title) as title, e.release as before, n.release as after,
    case when e.source is null then 'source_new'
      when n.source is null then 'source_gone'
      when e.release <> n.release then 'source_release'
      when coalesce(e.sha256, '') <> coalesce(n.sha256, '') or (n.sha256 is null and e.retrieved <> n.retrieved)
        then 'source_file' end as kind
  from mart_source as n
  full outer join earlier_source as e on e.source = n.source
),
figure as (
  select f.area_level, f.area, f.area_name, f.indicator, i.title, f.period, f.unit,
    case when f.status_before = 'withheld' or f.status = 'withheld' then null else f.value_before end as value_before,
    case when f.status_before = 'withheld' or f.status = 'withheld' then null else f.value end as value_after,
    case when f.value_before is null and f.value is not null then 'figure_new'
      when f.value_before is not null and f.value is null then 'figure_gone'
      -- Far below what any page shows, and above what another order of adding leaves.
      when abs(f.value - f.value_before) > 1e-9 * (abs(f.value) + abs(f.value_before)) then 'figure_revised' end as kind,
    f.status_before, f.status
  from edition_figure as f
  join edition_indicator as i on i.indicator = f.indicator and i.kind = 'same'
),
change as (
  select 'not_compared' as kind, 'figures' as item, 'Figures and ranks' as title, '' as area_level, '' as area,
    '' as area_name, '' as period, cast(null as varchar) as before, cast(null as varchar) as after,
    cast(null as varchar) as unit, cast(null as double) as value_before, cast(null as double) as value_after,
    'Not compared: ' || m.figures_reason || '.' as words
  from mart_earlier as m where m.figures_reason is not null
  union all
  select 'not_compared', 'ranks', 'Ranks', '', '', '', '', null, null, null, null, null,
    'Not compared: ' || m.ranks_reason || '.'
  from mart_earlier as m where m.figures_reason is null and m.ranks_reason is not null
  union all
  select s.kind, s.item, s.title, '', '', '', '', s.before, s.after, null, null, null,
    case s.kind when 'source_new' then 'Used for the first time.'
      when 'source_gone' then 'Not used any more.'
      when 'source_release' then 'Release ' || s.after || ' in place of ' || s.before || '.'
      else 'Another file than before of the same release.' end
    || case when r.indicators is null then '' else ' On it rest: ' || r.titles || '.' end
  from source as s
  cross join mart_earlier as m
  left join resting as r on r.source = s.item
  where s.kind is not null and m.figures_reason is null
  union all
  select i.kind, i.indicator, i.title, '', '', '', '', i.period_before, i.period, null, null, null,
    case i.kind when 'indicator_new' then 'Not in the edition before.'
      when 'indicator_gone' then 'In the edition before only.'
      when 'made_otherwise' then 'Not compared: it is made from other sources, or otherwise, than before.'
      else 'Not compared: counts were protected by other rules than before.' end
  from edition_indicator as i
  cross join mart_earlier as m
  where i.kind <> 'same' and m.figures_reason is null
  union all
  select 'period_new', i.indicator, i.title, '', '', '', i.period, i.period_before, i.period, null, null, null,
    'Figures of ' || i.period || ', where the edition before had ' || i.period_before || '.'
  from edition_indicator as i
  cross join mart_earlier as m
  where i.kind = 'same' and i.period <> i.period_before and m.figures_reason is null
  union all
  select case when e.ward is null then 'ward_new' else 'ward_gone' end, 'wards', 'Wards', 'ward', coalesce(n.ward, e.ward),
    coalesce(n.ward_name, e.ward_name), '', null, null, null, null, null,
    case when e.ward is null then 'Not in the edition before.' else 'In the edition before only.' end
  from mart_index as n
  full outer join earlier_ward as e on e.ward = n.ward
  cross join mart_earlier as m
  where m.figures_reason is null and (n.ward is null or e.ward is null)
  union all
  select f.kind, f.indicator, f.title, f.area_level, f.area, f.area_name, f.period, null, null, f.unit, f.value_before,
    f.value_after,
    case when f.status = 'withheld' then 'Withheld now.'
      when f.status_before = 'withheld' then 'Withheld before.'
      when f.kind = 'figure_revised' then 'The figure of the same period is another than before.'
      when f.kind = 'figure_new' then 'There was none before.'
      else 'There is none any more.' end
  from figure as f
  cross join mart_earlier as m
  where f.kind is not null and m.figures_reason is null
  union all
  select 'rank', 'rank', 'Rank', 'ward', r.ward, r.ward_name, '', null, null, null, r.rank_before, r.rank,
    case r.moved when 'more_need' then 'More need than before: the ranges of its ranks do not overlap.'
      else 'Less need than before: the ranges of its ranks do not overlap.' end
  from mart_rank_change as r
  where r.moved in ('more_need', 'less_need')
)
select kind, item, title, nullif(area_level, '') as area_level, nullif(area, '') as area, nullif(area_name, '') as area_name,
  nullif(period, '') as period, before, after, unit, value_before, value_after, words
from change
