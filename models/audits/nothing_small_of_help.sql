-- Uptake and referrals that are shown although a count, or what is left of it, is small; rounded ones are not held to it.
with shown as (
  select 'uptake' as kind, programme || ' ' || period as item, enrolled as a, starts as b from mart_uptake
  union all
  select 'uptake', programme || ' ' || period, starts, retained from mart_uptake
  union all
  select 'uptake', programme || ' ' || period, enrolled, retained from mart_uptake
  union all
  select 'uptake', programme || ' ' || period, milestones, retained from mart_uptake
  union all
  select 'referrals', period, referrals, inappropriate from mart_referral
)
select w.kind, w.item
from shown as w
join setting as s on s.round_to is null
where (w.a > 0 and w.a < s.suppress_below) or (w.b > 0 and w.b < s.suppress_below)
  or (w.a <> w.b and abs(w.a - w.b) < s.suppress_below)
