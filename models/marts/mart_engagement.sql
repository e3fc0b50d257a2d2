-- One row for each channel and period: how far messages to parents went, and how many did something with them. What the rate
-- is out of is the same in all periods of a channel: how often it was shown where all of them say so.
with bases as (
  select channel,
    case when count(impressions) = count(*) then 'impressions' when count(reach) = count(*) then 'reach'
      when count(views) = count(*) then 'views' end as rate_of
  from local_engagement
  group by channel
)
select e.period, e.channel, e.views, e.reach, e.impressions, e.engagements, b.rate_of,
  e.engagements * 100 / nullif(case b.rate_of when 'impressions' then e.impressions when 'reach' then e.reach else e.views end, 0)
    as rate
from local_engagement as e
join bases as b on b.channel = e.channel
