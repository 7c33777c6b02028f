CREATE TABLE attempt (
    key TEXT NOT NULL,
    failures INTEGER NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_attempt PRIMARY KEY (key)
);

CREATE TABLE journal (
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    former TEXT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (number),
    CONSTRAINT uq_journal_digest UNIQUE (digest)
);

CREATE INDEX ix_journal_actor ON journal (actor);

CREATE INDEX ix_journal_subject ON journal (kind, subject);

CREATE TABLE person (
    id TEXT NOT NULL,
    handle TEXT NOT NULL,
    name BYTEA,
    state TEXT NOT NULL,
    password TEXT,
    totp_secret BYTEA,
    totp_step INTEGER,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    "left" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT ck_person_state CHECK (state IN ('invited', 'active', 'left')),
    CONSTRAINT uq_person_handle UNIQUE (handle)
);

CREATE TABLE project_document (
    path TEXT NOT NULL,
    content BYTEA NOT NULL,
    changed TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_project_document PRIMARY KEY (path)
);

CREATE TABLE question (
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    query TEXT NOT NULL,
    region TEXT NOT NULL,
    level TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason JSON NOT NULL,
    candidates JSON NOT NULL,
    miss TEXT NOT NULL,
    lists JSON NOT NULL,
    statuses JSON NOT NULL,
    places JSON NOT NULL,
    rows INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    areas JSON NOT NULL,
    version INTEGER NOT NULL,
    first_seen TIMESTAMP WITH TIME ZONE NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT pk_question PRIMARY KEY (id),
    CONSTRAINT ck_question_state CHECK (state IN ('open', 'answered', 'gone')),
    CONSTRAINT uq_question_subject UNIQUE (subject)
);

CREATE INDEX ix_question_first_seen ON question (state, first_seen, id);

CREATE INDEX ix_question_query ON question (state, query, id);

CREATE INDEX ix_question_queue ON question (state, weight, id);

CREATE INDEX ix_question_rows ON question (state, rows, id);

CREATE TABLE register_school (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    address TEXT NOT NULL,
    sido TEXT NOT NULL,
    office TEXT NOT NULL,
    lat FLOAT,
    lon FLOAT,
    radius_m INTEGER,
    search TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT pk_register_school PRIMARY KEY (key)
);

CREATE INDEX ix_register_school_name ON register_school (name);

CREATE TABLE access (
    id SERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    person TEXT,
    what TEXT NOT NULL,
    network TEXT NOT NULL,
    times INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_access PRIMARY KEY (id),
    CONSTRAINT fk_access_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_access_at ON access (at);

CREATE TABLE invitation (
    token TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    made_by TEXT,
    agreed_by TEXT,
    made TIMESTAMP WITH TIME ZONE NOT NULL,
    expires TIMESTAMP WITH TIME ZONE NOT NULL,
    used TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_invitation PRIMARY KEY (token),
    CONSTRAINT ck_invitation_kind CHECK (kind IN ('invitation', 'recovery')),
    CONSTRAINT ck_invitation_two_people CHECK (agreed_by <> made_by),
    CONSTRAINT fk_invitation_person FOREIGN KEY(person) REFERENCES person (id),
    CONSTRAINT fk_invitation_made_by FOREIGN KEY(made_by) REFERENCES person (id),
    CONSTRAINT fk_invitation_agreed_by FOREIGN KEY(agreed_by) REFERENCES person (id)
);

CREATE TABLE known_browser (
    token TEXT NOT NULL,
    person TEXT NOT NULL,
    seen TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_known_browser PRIMARY KEY (token),
    CONSTRAINT fk_known_browser_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_known_browser_person ON known_browser (person);

CREATE TABLE list_version (
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    uploaded_name TEXT NOT NULL,
    reading JSON NOT NULL,
    identity JSON,
    columns JSON,
    former TEXT,
    state TEXT NOT NULL,
    author TEXT,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    judged_by TEXT,
    judged TIMESTAMP WITH TIME ZONE,
    answer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_list_version PRIMARY KEY (id),
    CONSTRAINT ck_list_version_state CHECK (state IN ('uploaded', 'proposed', 'in_use', 'rejected')),
    CONSTRAINT ck_list_version_not_alone CHECK (judged_by IS NULL OR author IS NULL OR judged_by <> author),
    CONSTRAINT uq_list_version_slug_file_name UNIQUE (slug, file_name),
    CONSTRAINT fk_list_version_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_list_version_judged_by FOREIGN KEY(judged_by) REFERENCES person (id)
);

CREATE TABLE looking (
    question TEXT NOT NULL,
    person TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_looking PRIMARY KEY (question, person),
    CONSTRAINT fk_looking_question FOREIGN KEY(question) REFERENCES question (id) ON DELETE CASCADE,
    CONSTRAINT fk_looking_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE TABLE objection (
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    received DATE NOT NULL,
    channel TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    school TEXT NOT NULL,
    school_name TEXT DEFAULT '' NOT NULL,
    region TEXT NOT NULL,
    sido TEXT DEFAULT '' NOT NULL,
    office TEXT DEFAULT '' NOT NULL,
    entered TIMESTAMP WITH TIME ZONE NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    due DATE NOT NULL,
    outcome TEXT DEFAULT '' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '0' NOT NULL,
    author TEXT NOT NULL,
    decided_by TEXT,
    decided TIMESTAMP WITH TIME ZONE,
    judged_by TEXT,
    judged TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_objection PRIMARY KEY (id),
    CONSTRAINT ck_objection_channel CHECK (channel IN ('mail', 'letter', 'telephone', 'visit')),
    CONSTRAINT ck_objection_asked_by CHECK (asked_by IN ('school', 'office', 'citizen', 'ourselves')),
    CONSTRAINT ck_objection_kind CHECK (kind IN ('not_this_school', 'wrong_school', 'wrong_status', 'personal_data', 'other')),
    CONSTRAINT ck_objection_state CHECK (state IN ('new', 'answered', 'accepted', 'partly', 'declined')),
    CONSTRAINT ck_objection_outcome CHECK (outcome IN ('', 'accepted', 'partly', 'declined')),
    CONSTRAINT ck_objection_two_people CHECK (judged_by IS NULL OR judged_by <> decided_by),
    CONSTRAINT uq_objection_number UNIQUE (number),
    CONSTRAINT fk_objection_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_objection_decided_by FOREIGN KEY(decided_by) REFERENCES person (id),
    CONSTRAINT fk_objection_judged_by FOREIGN KEY(judged_by) REFERENCES person (id)
);

CREATE INDEX ix_objection_due ON objection (state, due);

CREATE INDEX ix_objection_school ON objection (school);

CREATE TABLE question_area (
    question TEXT NOT NULL,
    area TEXT NOT NULL,
    CONSTRAINT pk_question_area PRIMARY KEY (question, area),
    CONSTRAINT fk_question_area_question FOREIGN KEY(question) REFERENCES question (id) ON DELETE CASCADE
);

CREATE INDEX ix_question_area_area ON question_area (area);

CREATE TABLE question_list (
    question TEXT NOT NULL,
    slug TEXT NOT NULL,
    CONSTRAINT pk_question_list PRIMARY KEY (question, slug),
    CONSTRAINT fk_question_list_question FOREIGN KEY(question) REFERENCES question (id) ON DELETE CASCADE
);

CREATE INDEX ix_question_list_slug ON question_list (slug);

CREATE TABLE release (
    id SERIAL NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    note TEXT NOT NULL,
    base_version TEXT NOT NULL,
    input_digest TEXT NOT NULL,
    head INTEGER DEFAULT '0' NOT NULL,
    version TEXT DEFAULT '' NOT NULL,
    manifest_sha256 TEXT DEFAULT '' NOT NULL,
    difference JSON,
    folder TEXT DEFAULT '' NOT NULL,
    corrections JSON,
    problem JSON,
    ticked JSON,
    weakens_only INTEGER DEFAULT '0' NOT NULL,
    judged_by TEXT,
    judged TIMESTAMP WITH TIME ZONE,
    confirmed_by TEXT,
    confirm_until TIMESTAMP WITH TIME ZONE,
    published TIMESTAMP WITH TIME ZONE,
    kind TEXT DEFAULT 'build' NOT NULL,
    of_release INTEGER,
    CONSTRAINT pk_release PRIMARY KEY (id),
    CONSTRAINT ck_release_state CHECK (state IN ('waiting', 'building', 'ready', 'failed', 'rejected', 'withdrawn', 'stale', 'approved', 'published')),
    CONSTRAINT ck_release_rollback CHECK ((kind = 'rollback') = (of_release IS NOT NULL)),
    CONSTRAINT ck_release_alone CHECK (state NOT IN ('approved', 'published') OR judged_by IS NOT NULL OR weakens_only = 1),
    CONSTRAINT ck_release_kind CHECK (kind IN ('build', 'rollback')),
    CONSTRAINT ck_release_two_people CHECK (judged_by IS NULL OR judged_by <> author),
    CONSTRAINT ck_release_second_person CHECK (confirmed_by IS NULL OR confirmed_by <> author),
    CONSTRAINT fk_release_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_release_judged_by FOREIGN KEY(judged_by) REFERENCES person (id),
    CONSTRAINT fk_release_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES person (id),
    CONSTRAINT fk_release_of_release FOREIGN KEY(of_release) REFERENCES release (id)
);

CREATE TABLE role_grant (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    area TEXT NOT NULL,
    given_by TEXT,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    until TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_role_grant PRIMARY KEY (id),
    CONSTRAINT ck_role_grant_role CHECK (role IN ('administrator', 'editor', 'reviewer', 'office', 'reader')),
    CONSTRAINT fk_role_grant_person FOREIGN KEY(person) REFERENCES person (id),
    CONSTRAINT fk_role_grant_given_by FOREIGN KEY(given_by) REFERENCES person (id)
);

CREATE INDEX ix_role_grant_person ON role_grant (person);

CREATE TABLE session (
    token TEXT NOT NULL,
    person TEXT NOT NULL,
    form_token TEXT NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    seen TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed TIMESTAMP WITH TIME ZONE NOT NULL,
    network TEXT NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (token),
    CONSTRAINT fk_session_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_session_person ON session (person);

CREATE TABLE job (
    id SERIAL NOT NULL,
    kind TEXT NOT NULL,
    release INTEGER,
    state TEXT NOT NULL,
    progress TEXT DEFAULT '' NOT NULL,
    share INTEGER DEFAULT '0' NOT NULL,
    worker TEXT DEFAULT '' NOT NULL,
    heartbeat TIMESTAMP WITH TIME ZONE,
    made TIMESTAMP WITH TIME ZONE NOT NULL,
    ended TIMESTAMP WITH TIME ZONE,
    log TEXT DEFAULT '' NOT NULL,
    problem JSON,
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT ck_job_kind CHECK (kind IN ('build', 'publish', 'questions', 'clean')),
    CONSTRAINT ck_job_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'lost')),
    CONSTRAINT fk_job_release FOREIGN KEY(release) REFERENCES release (id)
);

CREATE INDEX ix_job_state ON job (state, id);

CREATE TABLE ledger_line (
    id TEXT NOT NULL,
    ledger TEXT NOT NULL,
    position INTEGER,
    raw BYTEA NOT NULL,
    subject TEXT NOT NULL,
    school TEXT NOT NULL,
    state TEXT NOT NULL,
    author TEXT,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    judged_by TEXT,
    judged TIMESTAMP WITH TIME ZONE,
    answer TEXT DEFAULT '' NOT NULL,
    objection TEXT,
    belongs_to TEXT,
    CONSTRAINT pk_ledger_line PRIMARY KEY (id),
    CONSTRAINT ck_ledger_line_ledger CHECK (ledger IN ('decisions', 'findings', 'corrections')),
    CONSTRAINT ck_ledger_line_state CHECK (state IN ('proposed', 'accepted', 'rejected', 'taken_back', 'imported')),
    CONSTRAINT ck_ledger_line_position CHECK ((position IS NULL) = (state IN ('proposed', 'rejected', 'taken_back'))),
    CONSTRAINT ck_ledger_line_not_alone CHECK (judged_by IS NULL OR author IS NULL OR judged_by <> author),
    CONSTRAINT uq_ledger_line_ledger_position UNIQUE (ledger, position),
    CONSTRAINT fk_ledger_line_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_ledger_line_judged_by FOREIGN KEY(judged_by) REFERENCES person (id),
    CONSTRAINT fk_ledger_line_objection FOREIGN KEY(objection) REFERENCES objection (id),
    CONSTRAINT fk_ledger_line_belongs_to FOREIGN KEY(belongs_to) REFERENCES ledger_line (id)
);

CREATE INDEX ix_ledger_line_belongs_to ON ledger_line (belongs_to);

CREATE INDEX ix_ledger_line_school ON ledger_line (school);

CREATE INDEX ix_ledger_line_state ON ledger_line (state);

CREATE INDEX ix_ledger_line_subject ON ledger_line (ledger, subject);

CREATE TABLE objection_contact (
    objection TEXT NOT NULL,
    content BYTEA NOT NULL,
    delete_after DATE,
    CONSTRAINT pk_objection_contact PRIMARY KEY (objection),
    CONSTRAINT fk_objection_contact_objection FOREIGN KEY(objection) REFERENCES objection (id)
);

CREATE TABLE hold (
    id TEXT NOT NULL,
    school TEXT NOT NULL,
    objection TEXT,
    why TEXT NOT NULL,
    author TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    line TEXT,
    CONSTRAINT pk_hold PRIMARY KEY (id),
    CONSTRAINT fk_hold_objection FOREIGN KEY(objection) REFERENCES objection (id),
    CONSTRAINT fk_hold_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_hold_line FOREIGN KEY(line) REFERENCES ledger_line (id)
);

CREATE INDEX ix_hold_school ON hold (school);

COMMENT ON COLUMN attempt.key IS 'Keyed digest of handle, network or browser.';
COMMENT ON COLUMN attempt.at IS 'The last failure; a day later the row is removed.';
COMMENT ON COLUMN attempt.until IS 'Before this moment the next attempt is refused.';
COMMENT ON COLUMN journal.number IS 'From 1, without gaps.';
COMMENT ON COLUMN journal.at IS 'ISO moment in Korea, whole seconds: part of the digest.';
COMMENT ON COLUMN journal.actor IS 'Handle; ''machine'' for the command line and the worker.';
COMMENT ON COLUMN journal.kind IS 'Table that it is about.';
COMMENT ON COLUMN journal.subject IS 'Row of that table.';
COMMENT ON COLUMN journal.body IS 'Canonical JSON: what it was, and what it is.';
COMMENT ON COLUMN journal.former IS 'Digest of the line before it.';
COMMENT ON COLUMN person.handle IS 'What others see: never a name.';
COMMENT ON COLUMN person.name IS 'Encrypted; erased when the person leaves.';
COMMENT ON COLUMN person.password IS 'argon2id';
COMMENT ON COLUMN person.totp_secret IS 'Encrypted.';
COMMENT ON COLUMN person.totp_step IS 'Last time step of a code that was used, so that none is used twice.';
COMMENT ON COLUMN project_document.path IS 'Relative path in the project folder, with /.';
COMMENT ON COLUMN question.id IS 'Digest of the question''s key.';
COMMENT ON COLUMN question.subject IS 'The question''s key as JSON, as in ledger_line.';
COMMENT ON COLUMN question.reason IS 'Message.as_json of the matcher''s reason.';
COMMENT ON COLUMN question.miss IS 'Why the rules left it open: see review/queue/miss.py.';
COMMENT ON COLUMN question.lists IS 'Slugs of the lists whose rows ask it, with their number.';
COMMENT ON COLUMN question.places IS 'The first rows that ask it: list and number of the row.';
COMMENT ON COLUMN question.rows IS 'Rows that one answer decides.';
COMMENT ON COLUMN question.weight IS 'Order of the queue, greatest first.';
COMMENT ON COLUMN question.areas IS 'Codes of sido and offices that it touches.';
COMMENT ON COLUMN question.version IS 'Counts answers: a form states the one it has seen.';
COMMENT ON COLUMN question.fingerprint IS 'Digest of what is derived: equal, nothing to write.';
COMMENT ON COLUMN register_school.search IS 'Names and address, folded: see review/queue/schools.py.';
COMMENT ON COLUMN access.times IS 'Failures within a minute.';
COMMENT ON COLUMN invitation.token IS 'SHA-256 of the link''s secret.';
COMMENT ON COLUMN invitation.made_by IS 'Blank: made on the machine itself.';
COMMENT ON COLUMN invitation.agreed_by IS 'The second administrator of a recovery.';
COMMENT ON COLUMN known_browser.token IS 'SHA-256 of the browser''s cookie.';
COMMENT ON COLUMN known_browser.seen IS 'Last log-in with it.';
COMMENT ON COLUMN list_version.file_name IS 'Date or number with an ending, in use; else the ID.';
COMMENT ON COLUMN list_version.uploaded_name IS 'Never used as a path.';
COMMENT ON COLUMN list_version.reading IS 'What the reader saw: rows, columns, refused rows, words.';
COMMENT ON COLUMN list_version.identity IS 'Title, kind and origin of a list that is new with this version.';
COMMENT ON COLUMN list_version.columns IS 'Headers of columns that a person chose, as project.toml has them.';
COMMENT ON COLUMN list_version.former IS 'ID of the version that was the newest when it was read, else ''''.';
COMMENT ON COLUMN list_version.answer IS 'Why it was rejected.';
COMMENT ON COLUMN objection.number IS 'Public: year and number.';
COMMENT ON COLUMN objection.school IS 'Key of the school, else ''''.';
COMMENT ON COLUMN objection.region IS 'Code of a sido where no school is meant, else ''''.';
COMMENT ON COLUMN objection.sido IS 'Of the school, or the region.';
COMMENT ON COLUMN objection.office IS 'Of the school, else ''''.';
COMMENT ON COLUMN objection.text IS 'Without personal data; that is refused.';
COMMENT ON COLUMN objection.outcome IS 'State that the answer proposes.';
COMMENT ON COLUMN objection.remark IS 'Why an answer was sent back.';
COMMENT ON COLUMN release.base_version IS 'Snapshot that was served when it was proposed.';
COMMENT ON COLUMN release.input_digest IS 'SHA-256 of the exported folder.';
COMMENT ON COLUMN release.head IS 'Last line of the journal then.';
COMMENT ON COLUMN release.version IS 'Snapshot that was built.';
COMMENT ON COLUMN release.difference IS 'By sido and school, with the alarm lines.';
COMMENT ON COLUMN release.folder IS 'Of the preview, in the desk''s folder.';
COMMENT ON COLUMN release.corrections IS 'Lines that the build added to corrections.csv.';
COMMENT ON COLUMN release.problem IS 'Message.as_json: why it failed or is stale, what went wrong.';
COMMENT ON COLUMN release.ticked IS 'Alarm lines that the approver ticked.';
COMMENT ON COLUMN release.confirmed_by IS 'Second person of a release approved alone.';
COMMENT ON COLUMN release.of_release IS 'The one that a rollback serves again.';
COMMENT ON COLUMN role_grant.area IS 'Code of a sido or an office of education; blank for all.';
COMMENT ON COLUMN role_grant.until IS 'A grant is never changed: it ends, and another one begins.';
COMMENT ON COLUMN session.token IS 'SHA-256 of the cookie; the cookie itself is not kept.';
COMMENT ON COLUMN session.form_token IS 'What every form of this session must send back.';
COMMENT ON COLUMN session.confirmed IS 'When the second factor was last given.';
COMMENT ON COLUMN session.network IS '/24 or /48 of the address.';
COMMENT ON COLUMN job.share IS 'Percent done.';
COMMENT ON COLUMN job.problem IS 'Message.as_json: why it failed.';
COMMENT ON COLUMN ledger_line.position IS 'Place in the file; none before the line is accepted.';
COMMENT ON COLUMN ledger_line.raw IS 'The line as it stands in the file.';
COMMENT ON COLUMN ledger_line.subject IS 'What it is on: the entry''s key as JSON; '''' if unreadable.';
COMMENT ON COLUMN ledger_line.school IS 'Key of the school that it names, else ''''.';
COMMENT ON COLUMN ledger_line.author IS 'Blank: came with an imported file.';
COMMENT ON COLUMN ledger_line.answer IS 'Why it was rejected.';
COMMENT ON COLUMN ledger_line.belongs_to IS 'Line with which it is judged: its finding.';
COMMENT ON COLUMN objection_contact.content IS 'Encrypted: the only personal data of outsiders.';
COMMENT ON COLUMN objection_contact.delete_after IS 'Set when the objection is decided.';
COMMENT ON COLUMN hold.line IS 'The finding under_review that shows it.';
