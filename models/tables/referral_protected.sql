-- One row for each period: referrals, and those that were not appropriate, after disclosure control. Both are withheld
-- where either, or what is left of all, is small.
with summed as (
  select period, sum(n) as referrals, sum(case when outcome = 'inappropriate' then n else 0 end) as inappropriate
  from local_referrals
  group by period
),
judged as (
  select r.period, r.referrals, r.inappropriate, s.round_to,
    r.inappropriate < s.suppress_below and (r.inappropriate > 0 or s.protect_zeros)
      or r.referrals - r.inappropriate < s.suppress_below and (r.referrals > r.inappropriate or s.protect_zeros)
      or r.referrals > 0 and r.referrals < s.suppress_below as small
  from summed as r
  cross join setting as s
)
select period,
  case when small then 'withheld' when round_to is not null then 'rounded' else 'measured' end as status,
  case when small then null when round_to is not null then round(referrals / round_to) * round_to
    else referrals end as referrals,
  case when small then null when round_to is not null then round(inappropriate / round_to) * round_to
    else inappropriate end as inappropriate
from judged
