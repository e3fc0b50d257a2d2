-- One row where this edition withholds what an earlier one has shown, and one where nobody can tell what an earlier one has shown.
with again as (
  select distinct w.subject, coalesce(i.title, w.title) as title, w.item, w.period, w.area_level, w.area
  from withheld as w
  join shown_before as s
    on s.subject = w.subject and coalesce(s.item, '') = coalesce(w.item, '') and coalesce(s.period, '') = coalesce(w.period, '')
    and coalesce(s.area_level, '') = coalesce(w.area_level, '') and coalesce(s.area, '') = coalesce(w.area, '')
    and s.number = coalesce(w.number, s.number)
  left join indicator as i on i.indicator = w.subject and w.number is null
)
select 'Counts withheld now that an earlier edition shows' as item,
  'Figures of ' || string_agg(distinct title, '; ' order by title) || ': ' || cast(count(*) as varchar) || '.' as what,
  'Whoever has that edition knows them: withholding them hides nothing, and nothing can be hidden behind them.' as effect,
  'Keep to one rule under disclosure. If nobody was given that edition, delete its folder in out and run again.' as mend
from again
having count(*) > 0
union all
select 'Counts that earlier editions show', 'It cannot be read which counts these editions show: ' || string_agg(edition, ', ' order by edition) || '.',
  'What is withheld now is not held against them: the two together could give a small count away.',
  'If they were given to nobody, or hold no counts of the council’s own, delete their folders in out.'
from edition_unread
having count(*) > 0
