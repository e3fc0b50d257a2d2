-- One row for each figure withheld, and the rule; never the number.
select p.indicator, i.title, p.area_level, p.area, a.name as area_name, coalesce(p.period, '') as period, p.rule
from indicator_series as p
join indicator as i on i.indicator = p.indicator
join assessed as a on a.area_level = p.area_level and a.area = p.area
where p.rule is not null
union all
select 'programme_uptake', 'How far parents came with programmes', 'programme', programme, programme, period, 'small_count'
from uptake_protected
where enrolled is null or starts is null or retained is null or milestones is null
union all
select 'referrals', 'Referrals that were not appropriate', 'all', '', 'all referrals', period, 'small_count'
from referral_protected
where status = 'withheld'
