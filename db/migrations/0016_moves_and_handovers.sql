-- Purpose: proposals follow their listing after their end too; a decision knows the right that it gave; who publishes
-- learns that communes have moved meanwhile.
-- Columns without default or with a constant one under short exclusive locks; an index over proposals is built anew, and
-- proposals that a listing has left behind are moved: about a second per 100,000 proposals, which wait meanwhile.

drop index proposals_listing_idx;
create index proposals_listing_idx on proposals (listing) where listing is not null;
update proposals p set commune = l.commune
from listings l
where l.id = p.listing and p.commune is distinct from l.commune;

alter table decisions add column granted bigint constraint decisions_granted_fkey references grants;
comment on column decisions.granted is 'The right that the decision has handed over, which ends when it is undone.';

alter table feed_head add column moves bigint not null default 0;
comment on column feed_head.moves is
    'How often communes were hung below an office: who has read where they lie compares it when the feed is told.';
