CREATE TABLE attempt (
    "key" TEXT NOT NULL,
    failures INTEGER NOT NULL,
    at DATETIME NOT NULL,
    until DATETIME NOT NULL,
    CONSTRAINT pk_attempt PRIMARY KEY ("key")
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
    name BLOB,
    state TEXT NOT NULL,
    password TEXT,
    totp_secret BLOB,
    totp_step INTEGER,
    created DATETIME NOT NULL,
    "left" DATETIME,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT ck_person_state CHECK (state IN ('invited', 'active', 'left')),
    CONSTRAINT uq_person_handle UNIQUE (handle)
);

CREATE TABLE project_document (
    path TEXT NOT NULL,
    content BLOB NOT NULL,
    changed DATETIME NOT NULL,
    CONSTRAINT pk_project_document PRIMARY KEY (path)
);

CREATE TABLE question (
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    "query" TEXT NOT NULL,
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
    first_seen DATETIME NOT NULL,
    fingerprint TEXT NOT NULL,
    CONSTRAINT pk_question PRIMARY KEY (id),
    CONSTRAINT ck_question_state CHECK (state IN ('open', 'answered', 'gone')),
    CONSTRAINT uq_question_subject UNIQUE (subject)
);

CREATE INDEX ix_question_first_seen ON question (state, first_seen, id);

CREATE INDEX ix_question_query ON question (state, "query", id);

CREATE INDEX ix_question_queue ON question (state, weight, id);

CREATE INDEX ix_question_rows ON question (state, rows, id);

CREATE TABLE register_school (
    "key" TEXT NOT NULL,
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
    CONSTRAINT pk_register_school PRIMARY KEY ("key")
);

CREATE INDEX ix_register_school_name ON register_school (name);

CREATE TABLE access (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
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
    made DATETIME NOT NULL,
    expires DATETIME NOT NULL,
    used DATETIME,
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
    seen DATETIME NOT NULL,
    CONSTRAINT pk_known_browser PRIMARY KEY (token),
    CONSTRAINT fk_known_browser_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_known_browser_person ON known_browser (person);

CREATE TABLE list_version (
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    uploaded_name TEXT NOT NULL,
    reading JSON NOT NULL,
    identity JSON,
    columns JSON,
    former TEXT,
    state TEXT NOT NULL,
    author TEXT,
    at DATETIME NOT NULL,
    judged_by TEXT,
    judged DATETIME,
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
    at DATETIME NOT NULL,
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
    entered DATETIME NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    due DATE NOT NULL,
    outcome TEXT DEFAULT '' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '0' NOT NULL,
    author TEXT NOT NULL,
    decided_by TEXT,
    decided DATETIME,
    judged_by TEXT,
    judged DATETIME,
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
    id INTEGER NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    at DATETIME NOT NULL,
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
    judged DATETIME,
    confirmed_by TEXT,
    confirm_until DATETIME,
    published DATETIME,
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
    since DATETIME NOT NULL,
    until DATETIME,
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
    created DATETIME NOT NULL,
    seen DATETIME NOT NULL,
    confirmed DATETIME NOT NULL,
    network TEXT NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (token),
    CONSTRAINT fk_session_person FOREIGN KEY(person) REFERENCES person (id)
);

CREATE INDEX ix_session_person ON session (person);

CREATE TABLE job (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    release INTEGER,
    state TEXT NOT NULL,
    progress TEXT DEFAULT '' NOT NULL,
    share INTEGER DEFAULT '0' NOT NULL,
    worker TEXT DEFAULT '' NOT NULL,
    heartbeat DATETIME,
    made DATETIME NOT NULL,
    ended DATETIME,
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
    raw BLOB NOT NULL,
    subject TEXT NOT NULL,
    school TEXT NOT NULL,
    state TEXT NOT NULL,
    author TEXT,
    at DATETIME NOT NULL,
    judged_by TEXT,
    judged DATETIME,
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
    content BLOB NOT NULL,
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
    at DATETIME NOT NULL,
    line TEXT,
    CONSTRAINT pk_hold PRIMARY KEY (id),
    CONSTRAINT fk_hold_objection FOREIGN KEY(objection) REFERENCES objection (id),
    CONSTRAINT fk_hold_author FOREIGN KEY(author) REFERENCES person (id),
    CONSTRAINT fk_hold_line FOREIGN KEY(line) REFERENCES ledger_line (id)
);

CREATE INDEX ix_hold_school ON hold (school);
