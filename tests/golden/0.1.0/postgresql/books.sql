SET check_function_bodies = false;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;


--
-- Name: roll_up_entries(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.roll_up_entries() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
INSERT INTO demand_day (site_id, product_id, day, demand, moved)
SELECT written.site_id, stock.product_id, written.occurred_on, sum(CASE WHEN written.account IN ('TREATMENT', 'SALE') THEN -written.quantity WHEN written.account = 'CONSUMPTION' AND coalesce(written.consumption_reason, '') <> 'DEMONSTRATION' THEN -written.quantity WHEN written.account = 'DESTRUCTION' AND EXISTS (SELECT 1 FROM posting WHERE posting.id = written.posting_id AND posting.kind = 'SALE_RETURN') THEN -written.quantity ELSE 0 END)::bigint, sum(written.quantity)::bigint
FROM written JOIN stock ON stock.id = written.stock_id
GROUP BY written.site_id, stock.product_id, written.occurred_on
ON CONFLICT (site_id, product_id, day) DO UPDATE
SET demand = demand_day.demand + excluded.demand, moved = demand_day.moved + excluded.moved;
RETURN NULL;
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_event (
    id uuid NOT NULL,
    at bigint NOT NULL,
    subject text NOT NULL COLLATE pg_catalog."C",
    client text COLLATE pg_catalog."C",
    address text COLLATE pg_catalog."C",
    request text NOT NULL COLLATE pg_catalog."C",
    operation text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    outcome text NOT NULL COLLATE pg_catalog."C",
    rows bigint,
    seal bigint
);


--
-- Name: audit_seal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_seal (
    sequence bigint NOT NULL,
    sealed_at bigint NOT NULL,
    events bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_seal_events_check CHECK ((events > 0)),
    CONSTRAINT audit_seal_sequence_check CHECK ((sequence > 0))
);


--
-- Name: bundle_component; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bundle_component (
    bundle_id uuid NOT NULL,
    product_id uuid NOT NULL,
    quantity bigint NOT NULL,
    CONSTRAINT bundle_component_check CHECK ((product_id <> bundle_id)),
    CONSTRAINT bundle_component_quantity_check CHECK ((quantity > 0))
);


--
-- Name: component; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.component (
    id uuid NOT NULL,
    container_id uuid,
    usage_line_id uuid,
    product_id uuid NOT NULL,
    lot_id uuid,
    stated_lot_number text COLLATE pg_catalog."C",
    stated_canonical text COLLATE pg_catalog."C",
    from_container_id uuid,
    quantity bigint NOT NULL,
    posting_id uuid,
    CONSTRAINT component_check CHECK (((container_id IS NULL) <> (usage_line_id IS NULL))),
    CONSTRAINT component_check1 CHECK (((posting_id IS NULL) OR (lot_id IS NOT NULL))),
    CONSTRAINT component_quantity_check CHECK ((quantity > 0))
);


--
-- Name: container; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.container (
    id uuid NOT NULL,
    lot_id uuid NOT NULL,
    site_id uuid NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    opened_at bigint NOT NULL,
    opened_by text NOT NULL COLLATE pg_catalog."C",
    in_use_until bigint,
    first_patient_id text COLLATE pg_catalog."C",
    kept_for text COLLATE pg_catalog."C",
    serial text COLLATE pg_catalog."C",
    contents bigint NOT NULL,
    counted bigint NOT NULL,
    used bigint NOT NULL,
    wasted bigint NOT NULL,
    remaining bigint NOT NULL,
    CONSTRAINT container_check CHECK ((in_use_until >= opened_at)),
    CONSTRAINT container_check1 CHECK (((remaining >= 0) AND ((contents + counted) = ((used + wasted) + remaining)))),
    CONSTRAINT container_check2 CHECK (((status = 'OPEN'::text) = (remaining > 0))),
    CONSTRAINT container_contents_check CHECK ((contents > 0)),
    CONSTRAINT container_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'EMPTY'::text, 'DISCARDED'::text]))),
    CONSTRAINT container_used_check CHECK ((used >= 0)),
    CONSTRAINT container_wasted_check CHECK ((wasted >= 0))
);


--
-- Name: demand_day; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.demand_day (
    site_id uuid NOT NULL,
    product_id uuid NOT NULL,
    day date NOT NULL,
    demand bigint NOT NULL,
    moved bigint NOT NULL
);


--
-- Name: deviation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deviation (
    id uuid NOT NULL,
    usage_line_id uuid,
    sale_line_id uuid,
    site_id uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    reasons text NOT NULL COLLATE pg_catalog."C",
    message text NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    reviewed_by text COLLATE pg_catalog."C",
    reviewed_at bigint,
    review_note text COLLATE pg_catalog."C",
    CONSTRAINT deviation_check CHECK (((usage_line_id IS NULL) <> (sale_line_id IS NULL)))
);


--
-- Name: entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.entry (
    stock_id uuid NOT NULL,
    sequence bigint NOT NULL,
    posting_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    site_id uuid NOT NULL,
    container_id uuid,
    account text NOT NULL COLLATE pg_catalog."C",
    quantity bigint NOT NULL,
    balance_after bigint NOT NULL,
    value bigint,
    occurred_at bigint NOT NULL,
    occurred_on date NOT NULL,
    recorded_at bigint NOT NULL,
    usage_line_id uuid,
    component_id uuid,
    sale_line_id uuid,
    waste_reason text COLLATE pg_catalog."C",
    consumption_reason text COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C",
    receipt_basis text COLLATE pg_catalog."C",
    reverses_stock_id uuid,
    reverses_sequence bigint,
    hash bytea NOT NULL,
    CONSTRAINT entry_account_check CHECK ((account = ANY (ARRAY['SUPPLIER'::text, 'SUPPLIER_RETURN'::text, 'OPENING'::text, 'TREATMENT'::text, 'CONSUMPTION'::text, 'SALE'::text, 'WASTE'::text, 'DESTRUCTION'::text, 'TRANSIT'::text, 'ADJUSTMENT'::text, 'COUNT'::text, 'LOT_CORRECTION'::text]))),
    CONSTRAINT entry_balance_after_check CHECK ((balance_after >= 0)),
    CONSTRAINT entry_consumption_reason_check CHECK ((consumption_reason = ANY (ARRAY['BACK_BAR'::text, 'TESTER'::text, 'DEMONSTRATION'::text, 'SAMPLE_GIVEN'::text, 'STAFF'::text, 'PREPARATION'::text, 'OTHER'::text]))),
    CONSTRAINT entry_quantity_check CHECK ((quantity <> 0)),
    CONSTRAINT entry_receipt_basis_check CHECK ((receipt_basis = ANY (ARRAY['PURCHASED'::text, 'FREE_GOODS'::text, 'SAMPLE'::text]))),
    CONSTRAINT entry_sequence_check CHECK ((sequence > 0))
);


--
-- Name: export_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.export_link (
    id uuid NOT NULL,
    secret text NOT NULL COLLATE pg_catalog."C",
    export text NOT NULL COLLATE pg_catalog."C",
    caller text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    opened_at bigint,
    CONSTRAINT export_link_check CHECK ((expires_at > created_at))
);


--
-- Name: former_price; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.former_price (
    product_id uuid NOT NULL,
    until bigint NOT NULL,
    price bigint,
    CONSTRAINT former_price_price_check CHECK ((price >= 0))
);


--
-- Name: hold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.hold (
    id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    lot_id uuid NOT NULL,
    site_id uuid,
    container_id uuid,
    quantity bigint,
    reason text NOT NULL COLLATE pg_catalog."C",
    posting_id uuid,
    placed_at bigint NOT NULL,
    placed_by text NOT NULL COLLATE pg_catalog."C",
    released_at bigint,
    released_by text COLLATE pg_catalog."C",
    release_reason text COLLATE pg_catalog."C",
    recall_id uuid,
    CONSTRAINT hold_check CHECK (((quantity IS NULL) OR (site_id IS NOT NULL))),
    CONSTRAINT hold_check1 CHECK (((container_id IS NULL) OR ((site_id IS NOT NULL) AND (quantity IS NULL)))),
    CONSTRAINT hold_check2 CHECK (((kind = 'QUARANTINE'::text) OR ((container_id IS NULL) AND (quantity IS NULL)))),
    CONSTRAINT hold_check3 CHECK ((((released_at IS NULL) = (released_by IS NULL)) AND ((released_at IS NULL) = (release_reason IS NULL)))),
    CONSTRAINT hold_kind_check CHECK ((kind = ANY (ARRAY['QUARANTINE'::text, 'SUSPECT'::text, 'RECALL'::text]))),
    CONSTRAINT hold_quantity_check CHECK ((quantity > 0))
);


--
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency (
    client text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    operation text NOT NULL COLLATE pg_catalog."C",
    request_hash bytea NOT NULL,
    answer text NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL
);


--
-- Name: lot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    lot_number text NOT NULL COLLATE pg_catalog."C",
    lot_unknown boolean NOT NULL,
    expires_on date,
    expiry_sort date NOT NULL,
    expiry_basis text NOT NULL COLLATE pg_catalog."C",
    merged_into_id uuid,
    created_at bigint NOT NULL,
    CONSTRAINT lot_check CHECK ((expiry_sort = COALESCE(expires_on, '9999-12-31'::date))),
    CONSTRAINT lot_check1 CHECK (((expires_on IS NULL) = (expiry_basis = 'NONE_DECLARED'::text))),
    CONSTRAINT lot_expiry_basis_check CHECK ((expiry_basis = ANY (ARRAY['LABELLED_EXPIRY'::text, 'BEST_BEFORE'::text, 'BEYOND_USE_DATE'::text, 'NONE_DECLARED'::text])))
);


--
-- Name: lot_correction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot_correction (
    id uuid NOT NULL,
    lot_id uuid NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    confirmed_by text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    lot_number_before text COLLATE pg_catalog."C",
    expires_on_before date,
    expiry_changed boolean NOT NULL,
    merged_from_id uuid,
    CONSTRAINT lot_correction_check CHECK ((confirmed_by <> by))
);


--
-- Name: lot_spelling; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lot_spelling (
    product_id uuid NOT NULL,
    canonical text NOT NULL COLLATE pg_catalog."C",
    lot_id uuid NOT NULL
);


--
-- Name: patient_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.patient_link (
    from_id text NOT NULL COLLATE pg_catalog."C",
    sequence integer NOT NULL,
    into_id text NOT NULL COLLATE pg_catalog."C",
    undone boolean NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT patient_link_check CHECK ((into_id <> from_id)),
    CONSTRAINT patient_link_sequence_check CHECK ((sequence > 0))
);


--
-- Name: posting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.posting (
    id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    site_id uuid NOT NULL,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    recorded_through text COLLATE pg_catalog."C",
    document text COLLATE pg_catalog."C",
    reason text COLLATE pg_catalog."C",
    supplier_id uuid,
    authorization_id uuid,
    witness_id text COLLATE pg_catalog."C",
    disposal_route text COLLATE pg_catalog."C",
    certificate text COLLATE pg_catalog."C",
    reverses_id uuid,
    CONSTRAINT posting_check CHECK (((kind = 'REVERSAL'::text) = (reverses_id IS NOT NULL))),
    CONSTRAINT posting_kind_check CHECK ((kind = ANY (ARRAY['RECEIPT'::text, 'OPENING_STOCK'::text, 'USAGE'::text, 'CONSUMPTION'::text, 'WASTE'::text, 'SALE'::text, 'SALE_RETURN'::text, 'ADJUSTMENT'::text, 'COUNT'::text, 'TRANSFER_OUT'::text, 'TRANSFER_IN'::text, 'SUPPLIER_RETURN'::text, 'DESTRUCTION'::text, 'LOT_CORRECTION'::text, 'REVERSAL'::text])))
);


--
-- Name: product; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.product (
    id uuid NOT NULL,
    sku text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    manufacturer text NOT NULL COLLATE pg_catalog."C",
    category text NOT NULL COLLATE pg_catalog."C",
    regulatory_class text NOT NULL COLLATE pg_catalog."C",
    unit text NOT NULL COLLATE pg_catalog."C",
    quantity_step bigint NOT NULL,
    container_name text NOT NULL COLLATE pg_catalog."C",
    contents bigint NOT NULL,
    container_use text NOT NULL COLLATE pg_catalog."C",
    in_use_hours integer,
    labelled_single_patient boolean NOT NULL,
    may_keep_remainder boolean NOT NULL,
    storage text NOT NULL COLLATE pg_catalog."C",
    lot_tracked boolean NOT NULL,
    expiry_required boolean NOT NULL,
    serial_required boolean NOT NULL,
    min_shelf_life_days integer,
    prescription_only boolean NOT NULL,
    retail_price bigint,
    price_since bigint NOT NULL,
    bundle boolean NOT NULL,
    archived boolean NOT NULL,
    replaces_id uuid,
    created_at bigint NOT NULL,
    CONSTRAINT product_category_check CHECK ((category = ANY (ARRAY['NEUROTOXIN'::text, 'DERMAL_FILLER'::text, 'BIOSTIMULATOR'::text, 'INJECTABLE_DRUG'::text, 'RETAIL_SKINCARE'::text, 'CONSUMABLE'::text, 'DEVICE'::text]))),
    CONSTRAINT product_check CHECK (((contents > 0) AND ((contents % quantity_step) = 0))),
    CONSTRAINT product_container_use_check CHECK ((container_use = ANY (ARRAY['SINGLE_USE'::text, 'SINGLE_PATIENT'::text, 'MULTI_PATIENT'::text]))),
    CONSTRAINT product_in_use_hours_check CHECK ((in_use_hours > 0)),
    CONSTRAINT product_min_shelf_life_days_check CHECK ((min_shelf_life_days >= 0)),
    CONSTRAINT product_quantity_step_check CHECK ((quantity_step > 0)),
    CONSTRAINT product_regulatory_class_check CHECK ((regulatory_class = ANY (ARRAY['BIOLOGIC'::text, 'DRUG'::text, 'COMPOUNDED_DRUG'::text, 'DEVICE'::text, 'COSMETIC'::text, 'OTC_DRUG'::text, 'SUPPLY'::text]))),
    CONSTRAINT product_retail_price_check CHECK ((retail_price >= 0)),
    CONSTRAINT product_storage_check CHECK ((storage = ANY (ARRAY['FROZEN'::text, 'REFRIGERATED'::text, 'COOL'::text, 'ROOM'::text, 'UNSPECIFIED'::text])))
);


--
-- Name: product_identifier; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.product_identifier (
    scheme text NOT NULL COLLATE pg_catalog."C",
    canonical text NOT NULL COLLATE pg_catalog."C",
    product_id uuid NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    containers_per_package integer NOT NULL,
    CONSTRAINT product_identifier_containers_per_package_check CHECK ((containers_per_package > 0)),
    CONSTRAINT product_identifier_scheme_check CHECK ((scheme = ANY (ARRAY['GTIN'::text, 'NDC'::text, 'HIBC'::text, 'UPC'::text, 'REF'::text])))
);


--
-- Name: product_site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.product_site (
    product_id uuid NOT NULL,
    site_id uuid NOT NULL
);


--
-- Name: purchase_order; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purchase_order (
    id uuid NOT NULL,
    number bigint NOT NULL,
    supplier_id uuid NOT NULL,
    site_id uuid NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    expected_on date,
    created_at bigint NOT NULL,
    created_by text NOT NULL COLLATE pg_catalog."C",
    submitted_at bigint,
    submitted_on date,
    submitted_by text COLLATE pg_catalog."C",
    ended_at bigint,
    ended_by text COLLATE pg_catalog."C",
    end_reason text COLLATE pg_catalog."C",
    CONSTRAINT purchase_order_check CHECK ((((submitted_at IS NULL) = (submitted_on IS NULL)) AND ((submitted_at IS NULL) = (submitted_by IS NULL)))),
    CONSTRAINT purchase_order_check1 CHECK (((status <> ALL (ARRAY['SUBMITTED'::text, 'PARTIALLY_RECEIVED'::text, 'RECEIVED'::text])) OR (submitted_at IS NOT NULL))),
    CONSTRAINT purchase_order_check2 CHECK ((((status = ANY (ARRAY['CLOSED'::text, 'CANCELLED'::text])) = (ended_at IS NOT NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
    CONSTRAINT purchase_order_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'PARTIALLY_RECEIVED'::text, 'RECEIVED'::text, 'CLOSED'::text, 'CANCELLED'::text])))
);


--
-- Name: purchase_order_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purchase_order_line (
    id uuid NOT NULL,
    purchase_order_id uuid NOT NULL,
    line integer NOT NULL,
    product_id uuid NOT NULL,
    supplier_sku text COLLATE pg_catalog."C",
    packages integer NOT NULL,
    containers_per_package integer NOT NULL,
    package_price bigint NOT NULL,
    CONSTRAINT purchase_order_line_containers_per_package_check CHECK ((containers_per_package > 0)),
    CONSTRAINT purchase_order_line_line_check CHECK ((line >= 0)),
    CONSTRAINT purchase_order_line_package_price_check CHECK ((package_price >= 0)),
    CONSTRAINT purchase_order_line_packages_check CHECK ((packages > 0))
);


--
-- Name: purchase_receipt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purchase_receipt (
    posting_id uuid NOT NULL,
    purchase_order_line_id uuid NOT NULL,
    containers integer NOT NULL,
    received_on date NOT NULL,
    lead_days integer NOT NULL,
    taken_back boolean NOT NULL,
    CONSTRAINT purchase_receipt_containers_check CHECK ((containers > 0)),
    CONSTRAINT purchase_receipt_lead_days_check CHECK ((lead_days >= 0))
);


--
-- Name: recall; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall (
    id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    number text COLLATE pg_catalog."C",
    classification text NOT NULL COLLATE pg_catalog."C",
    firm text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    instructions text COLLATE pg_catalog."C",
    initiated_on date NOT NULL,
    response_due_on date,
    status text NOT NULL COLLATE pg_catalog."C",
    opened_at bigint NOT NULL,
    opened_by text NOT NULL COLLATE pg_catalog."C",
    trace_millis bigint NOT NULL,
    CONSTRAINT recall_classification_check CHECK ((classification = ANY (ARRAY['CLASS_I'::text, 'CLASS_II'::text, 'CLASS_III'::text, 'NOT_YET_CLASSIFIED'::text]))),
    CONSTRAINT recall_kind_check CHECK ((kind = ANY (ARRAY['RECALL'::text, 'MARKET_WITHDRAWAL'::text, 'SUSPECT_PRODUCT'::text, 'MOCK'::text]))),
    CONSTRAINT recall_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
    CONSTRAINT recall_trace_millis_check CHECK ((trace_millis >= 0))
);


--
-- Name: recall_attempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_attempt (
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    note text COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    CONSTRAINT recall_attempt_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'CONTACTED'::text, 'ACKNOWLEDGED'::text, 'UNREACHABLE'::text, 'NOT_REQUIRED'::text])))
);


--
-- Name: recall_contact; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_contact (
    id uuid NOT NULL,
    recall_id uuid NOT NULL,
    subject text NOT NULL COLLATE pg_catalog."C",
    subject_id text NOT NULL COLLATE pg_catalog."C",
    last_treated_at bigint,
    certain boolean NOT NULL,
    assigned_to text COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT recall_contact_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'CONTACTED'::text, 'ACKNOWLEDGED'::text, 'UNREACHABLE'::text, 'NOT_REQUIRED'::text]))),
    CONSTRAINT recall_contact_subject_check CHECK ((subject = ANY (ARRAY['PATIENT'::text, 'CUSTOMER'::text, 'SALE'::text])))
);


--
-- Name: recall_contact_site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_contact_site (
    contact_id uuid NOT NULL,
    site_id uuid NOT NULL
);


--
-- Name: recall_count; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_count (
    id uuid NOT NULL,
    recall_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    site_id uuid NOT NULL,
    booked bigint NOT NULL,
    counted bigint NOT NULL,
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT recall_count_booked_check CHECK ((booked >= 0)),
    CONSTRAINT recall_count_counted_check CHECK ((counted >= 0)),
    CONSTRAINT recall_count_sequence_check CHECK ((sequence >= 0))
);


--
-- Name: recall_disposal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_disposal (
    posting_id uuid NOT NULL,
    recall_id uuid NOT NULL
);


--
-- Name: recall_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_event (
    id uuid NOT NULL,
    recall_id uuid NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: recall_explanation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_explanation (
    id uuid NOT NULL,
    recall_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    site_id uuid NOT NULL,
    quantity bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT recall_explanation_quantity_check CHECK ((quantity > 0))
);


--
-- Name: recall_lot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_lot (
    recall_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    line integer NOT NULL,
    matched_at bigint NOT NULL
);


--
-- Name: recall_notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_notice (
    id uuid NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    number text NOT NULL COLLATE pg_catalog."C",
    firm text NOT NULL COLLATE pg_catalog."C",
    classification text NOT NULL COLLATE pg_catalog."C",
    product_description text NOT NULL COLLATE pg_catalog."C",
    code_info text NOT NULL COLLATE pg_catalog."C",
    reason text COLLATE pg_catalog."C",
    state_at_source text COLLATE pg_catalog."C",
    received_on date NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    recall_id uuid,
    resolved_by text COLLATE pg_catalog."C",
    resolved_at bigint,
    note text COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    updated_at bigint,
    CONSTRAINT recall_notice_check CHECK (((resolved_at IS NULL) = (resolved_by IS NULL))),
    CONSTRAINT recall_notice_check1 CHECK (((status <> ALL (ARRAY['DISMISSED'::text, 'OPENED'::text])) OR (resolved_at IS NOT NULL))),
    CONSTRAINT recall_notice_classification_check CHECK ((classification = ANY (ARRAY['CLASS_I'::text, 'CLASS_II'::text, 'CLASS_III'::text, 'NOT_YET_CLASSIFIED'::text]))),
    CONSTRAINT recall_notice_status_check CHECK ((status = ANY (ARRAY['PROPOSED'::text, 'DISMISSED'::text, 'OPENED'::text, 'NO_MATCH'::text])))
);


--
-- Name: recall_notice_match; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_notice_match (
    notice_id uuid NOT NULL,
    product_id uuid NOT NULL,
    confidence text NOT NULL COLLATE pg_catalog."C",
    lots text NOT NULL COLLATE pg_catalog."C",
    matched_on text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT recall_notice_match_confidence_check CHECK ((confidence = ANY (ARRAY['LOT_AND_PRODUCT'::text, 'LOT_ONLY'::text, 'PRODUCT_ONLY'::text])))
);


--
-- Name: recall_notice_range; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_notice_range (
    characters integer NOT NULL,
    first text NOT NULL COLLATE pg_catalog."C",
    last text NOT NULL COLLATE pg_catalog."C",
    notice_id uuid NOT NULL,
    CONSTRAINT recall_notice_range_characters_check CHECK ((characters > 0)),
    CONSTRAINT recall_notice_range_check CHECK ((last >= first))
);


--
-- Name: recall_notice_term; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_notice_term (
    term text NOT NULL COLLATE pg_catalog."C",
    notice_id uuid NOT NULL
);


--
-- Name: recall_scope; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recall_scope (
    recall_id uuid NOT NULL,
    line integer NOT NULL,
    product_id uuid NOT NULL,
    criteria text NOT NULL COLLATE pg_catalog."C",
    added_at bigint NOT NULL,
    added_by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT recall_scope_line_check CHECK ((line >= 0))
);


--
-- Name: received_serial; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.received_serial (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    serial text NOT NULL COLLATE pg_catalog."C",
    lot_id uuid NOT NULL,
    posting_id uuid NOT NULL
);


--
-- Name: reorder_policy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reorder_policy (
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    product_id uuid,
    category text COLLATE pg_catalog."C",
    reorder_point bigint,
    order_up_to bigint,
    service_level bigint,
    review_days integer,
    demand_window_days integer,
    set_at bigint NOT NULL,
    set_by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT reorder_policy_category_check CHECK ((category = ANY (ARRAY['NEUROTOXIN'::text, 'DERMAL_FILLER'::text, 'BIOSTIMULATOR'::text, 'INJECTABLE_DRUG'::text, 'RETAIL_SKINCARE'::text, 'CONSUMABLE'::text, 'DEVICE'::text]))),
    CONSTRAINT reorder_policy_check CHECK (((order_up_to > 0) AND (order_up_to >= reorder_point))),
    CONSTRAINT reorder_policy_check1 CHECK (((product_id IS NULL) <> (category IS NULL))),
    CONSTRAINT reorder_policy_check2 CHECK (((reorder_point IS NULL) = (order_up_to IS NULL))),
    CONSTRAINT reorder_policy_check3 CHECK (((reorder_point IS NULL) <> (service_level IS NULL))),
    CONSTRAINT reorder_policy_check4 CHECK ((((service_level IS NULL) = (review_days IS NULL)) AND ((service_level IS NULL) = (demand_window_days IS NULL)))),
    CONSTRAINT reorder_policy_demand_window_days_check CHECK ((demand_window_days > 0)),
    CONSTRAINT reorder_policy_reorder_point_check CHECK ((reorder_point >= 0)),
    CONSTRAINT reorder_policy_review_days_check CHECK ((review_days >= 0)),
    CONSTRAINT reorder_policy_service_level_check CHECK (((service_level > 0) AND (service_level < 10000)))
);


--
-- Name: reservation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reservation (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    site_id uuid NOT NULL,
    quantity bigint NOT NULL,
    used bigint NOT NULL,
    purpose text NOT NULL COLLATE pg_catalog."C",
    expires_at bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL COLLATE pg_catalog."C",
    released_at bigint,
    released_by text COLLATE pg_catalog."C",
    CONSTRAINT reservation_check CHECK (((used >= 0) AND (used <= quantity))),
    CONSTRAINT reservation_check1 CHECK (((released_at IS NULL) = (released_by IS NULL))),
    CONSTRAINT reservation_quantity_check CHECK ((quantity > 0))
);


--
-- Name: sale; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sale (
    id uuid NOT NULL,
    sale_id text NOT NULL COLLATE pg_catalog."C",
    site_id uuid NOT NULL,
    customer_id text COLLATE pg_catalog."C",
    sold_at bigint NOT NULL,
    sold_on date NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    recorded_through text COLLATE pg_catalog."C",
    late text COLLATE pg_catalog."C",
    late_note text COLLATE pg_catalog."C",
    late_entry boolean NOT NULL,
    lines_hash bytea NOT NULL,
    posting_id uuid,
    CONSTRAINT sale_late_check CHECK ((late = ANY (ARRAY['OFFLINE'::text, 'CHARTED_LATE'::text, 'RECEIPT_NOT_ENTERED'::text, 'IMPORTED_HISTORY'::text])))
);


--
-- Name: sale_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sale_line (
    id uuid NOT NULL,
    sale_id uuid NOT NULL,
    line integer NOT NULL,
    line_key text COLLATE pg_catalog."C",
    bundle_id uuid,
    product_id uuid NOT NULL,
    lot_id uuid,
    stated_lot_number text COLLATE pg_catalog."C",
    stated_canonical text COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    booked boolean NOT NULL,
    quantity bigint NOT NULL,
    unit_price bigint NOT NULL,
    discount bigint NOT NULL,
    revenue bigint NOT NULL,
    cost bigint,
    reservation_id uuid,
    prescription_id text COLLATE pg_catalog."C",
    prescriber_id text COLLATE pg_catalog."C",
    returned bigint NOT NULL,
    refunded bigint NOT NULL,
    cost_returned bigint,
    settles_id uuid,
    settled_at bigint,
    CONSTRAINT sale_line_check CHECK (((returned >= 0) AND (returned <= quantity))),
    CONSTRAINT sale_line_check1 CHECK (((refunded >= 0) AND (refunded <= revenue))),
    CONSTRAINT sale_line_check2 CHECK (((NOT booked) OR (lot_id IS NOT NULL))),
    CONSTRAINT sale_line_check3 CHECK (((settled_at IS NULL) OR (NOT booked))),
    CONSTRAINT sale_line_discount_check CHECK ((discount >= 0)),
    CONSTRAINT sale_line_evidence_check CHECK ((evidence = ANY (ARRAY['SCANNED'::text, 'STATED'::text, 'ASSUMED'::text]))),
    CONSTRAINT sale_line_line_check CHECK ((line >= 0)),
    CONSTRAINT sale_line_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT sale_line_revenue_check CHECK ((revenue >= 0)),
    CONSTRAINT sale_line_unit_price_check CHECK ((unit_price >= 0))
);


--
-- Name: sale_return; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sale_return (
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    returned_at bigint NOT NULL,
    returned_on date NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    recorded_through text COLLATE pg_catalog."C",
    posting_id uuid
);


--
-- Name: sale_return_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sale_return_line (
    id uuid NOT NULL,
    sale_return_id uuid NOT NULL,
    line integer NOT NULL,
    sale_line_id uuid,
    product_id uuid NOT NULL,
    lot_id uuid,
    stated_lot_number text COLLATE pg_catalog."C",
    quantity bigint NOT NULL,
    asked text NOT NULL COLLATE pg_catalog."C",
    disposition text NOT NULL COLLATE pg_catalog."C",
    booked boolean NOT NULL,
    refund bigint,
    cost bigint,
    reason text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT sale_return_line_asked_check CHECK ((asked = ANY (ARRAY['RESTOCK'::text, 'QUARANTINE'::text, 'DESTROY'::text]))),
    CONSTRAINT sale_return_line_check CHECK (((sale_line_id IS NOT NULL) OR (disposition <> 'RESTOCK'::text))),
    CONSTRAINT sale_return_line_check1 CHECK (((NOT booked) OR (lot_id IS NOT NULL))),
    CONSTRAINT sale_return_line_disposition_check CHECK ((disposition = ANY (ARRAY['RESTOCK'::text, 'QUARANTINE'::text, 'DESTROY'::text]))),
    CONSTRAINT sale_return_line_line_check CHECK ((line >= 0)),
    CONSTRAINT sale_return_line_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT sale_return_line_refund_check CHECK ((refund >= 0))
);


--
-- Name: seaql_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seaql_migrations (
    version character varying NOT NULL,
    applied_at bigint NOT NULL
);


--
-- Name: site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.site (
    id uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    time_zone text NOT NULL COLLATE pg_catalog."C",
    assumed_lots text NOT NULL COLLATE pg_catalog."C",
    scope_of_practice text NOT NULL COLLATE pg_catalog."C",
    late_entry_hours integer NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT site_assumed_lots_check CHECK ((assumed_lots = ANY (ARRAY['CONFIRM'::text, 'ACCEPT'::text]))),
    CONSTRAINT site_late_entry_hours_check CHECK ((late_entry_hours >= 0)),
    CONSTRAINT site_scope_of_practice_check CHECK ((scope_of_practice = ANY (ARRAY['ENFORCE'::text, 'WARN'::text, 'OFF'::text])))
);


--
-- Name: stock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stock (
    id uuid NOT NULL,
    lot_id uuid NOT NULL,
    site_id uuid NOT NULL,
    product_id uuid NOT NULL,
    on_hand bigint NOT NULL,
    opened bigint NOT NULL,
    value bigint,
    first_received_at bigint NOT NULL,
    sequence bigint NOT NULL,
    head bytea NOT NULL,
    last_recorded_at bigint NOT NULL,
    CONSTRAINT stock_check CHECK (((opened >= 0) AND (opened <= on_hand))),
    CONSTRAINT stock_on_hand_check CHECK ((on_hand >= 0)),
    CONSTRAINT stock_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT stock_value_check CHECK ((value >= 0))
);


--
-- Name: supplier; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.supplier (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    lead_time_days bigint,
    created_at bigint NOT NULL,
    CONSTRAINT supplier_lead_time_days_check CHECK ((lead_time_days >= 0))
);


--
-- Name: supplier_authorization; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.supplier_authorization (
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    number text NOT NULL COLLATE pg_catalog."C",
    authority text NOT NULL COLLATE pg_catalog."C",
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    checked_on date,
    CONSTRAINT supplier_authorization_check CHECK ((valid_until >= valid_from))
);


--
-- Name: supplier_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.supplier_item (
    supplier_id uuid NOT NULL,
    product_id uuid NOT NULL,
    supplier_sku text COLLATE pg_catalog."C",
    containers_per_package integer NOT NULL,
    package_price bigint NOT NULL,
    minimum_packages integer NOT NULL,
    preferred boolean NOT NULL,
    CONSTRAINT supplier_item_containers_per_package_check CHECK ((containers_per_package > 0)),
    CONSTRAINT supplier_item_minimum_packages_check CHECK ((minimum_packages > 0)),
    CONSTRAINT supplier_item_package_price_check CHECK ((package_price >= 0))
);


--
-- Name: treatment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.treatment (
    id text NOT NULL COLLATE pg_catalog."C",
    patient_id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: usage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.usage (
    id uuid NOT NULL,
    treatment_id text NOT NULL COLLATE pg_catalog."C",
    patient_id text NOT NULL COLLATE pg_catalog."C",
    practitioner_id text NOT NULL COLLATE pg_catalog."C",
    site_id uuid NOT NULL,
    performed_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    recorded_through text COLLATE pg_catalog."C",
    late text COLLATE pg_catalog."C",
    late_note text COLLATE pg_catalog."C",
    late_entry boolean NOT NULL,
    posting_id uuid,
    CONSTRAINT usage_late_check CHECK ((late = ANY (ARRAY['OFFLINE'::text, 'CHARTED_LATE'::text, 'RECEIPT_NOT_ENTERED'::text, 'IMPORTED_HISTORY'::text])))
);


--
-- Name: usage_correction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.usage_correction (
    id uuid NOT NULL,
    usage_id uuid NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    patient_id_before text COLLATE pg_catalog."C"
);


--
-- Name: usage_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.usage_line (
    id uuid NOT NULL,
    usage_id uuid NOT NULL,
    line integer NOT NULL,
    line_key text COLLATE pg_catalog."C",
    product_id uuid NOT NULL,
    lot_id uuid,
    stated_lot_number text COLLATE pg_catalog."C",
    stated_canonical text COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    booked boolean NOT NULL,
    container_id uuid,
    serial text COLLATE pg_catalog."C",
    body_sites text COLLATE pg_catalog."C",
    in_use_override_reason text COLLATE pg_catalog."C",
    reservation_id uuid,
    quantity bigint NOT NULL,
    wasted bigint NOT NULL,
    cost bigint,
    settles_id uuid,
    settled_at bigint,
    voided_at bigint,
    voided_by text COLLATE pg_catalog."C",
    void_reason text COLLATE pg_catalog."C",
    voided_product text COLLATE pg_catalog."C",
    CONSTRAINT usage_line_check CHECK (((wasted >= 0) AND ((quantity + wasted) > 0))),
    CONSTRAINT usage_line_check1 CHECK (((NOT booked) OR (lot_id IS NOT NULL))),
    CONSTRAINT usage_line_check2 CHECK (((settled_at IS NULL) OR (NOT booked))),
    CONSTRAINT usage_line_evidence_check CHECK ((evidence = ANY (ARRAY['SCANNED'::text, 'STATED'::text, 'ASSUMED'::text]))),
    CONSTRAINT usage_line_line_check CHECK ((line >= 0)),
    CONSTRAINT usage_line_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT usage_line_voided_product_check CHECK ((voided_product = ANY (ARRAY['NEVER_DRAWN'::text, 'GONE'::text])))
);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES
	('01a23148-7997-713b-8c05-e0b204bc9a21', 1772471100000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgycaep9rjgxz39fx4nrx","lot_ids":["lot_01m8rmgyb6e8nvp0kcppa20c46"]}', 'OK', NULL, 1),
	('01a23148-79dd-77a5-a5b5-bc041b4b2479', 1772471280000, 'max', 'tests', NULL, 'golden', 'receiveStock', 'lines.0.expiresOn', 'INVALID', NULL, 1),
	('01a23148-7a3c-746e-8850-0721144f4cc5', 1772471520000, 'max', 'tests', NULL, 'golden', 'recordOpeningStock', '{"posting_id":"posting_01m8rmgyhqeqwt91bka5r8f7ve","lot_ids":["lot_01m8rmgyhqeqwt91bka0f67gcm"]}', 'OK', NULL, 1),
	('01a23148-7a9c-719a-baff-601f68432895', 1772474580000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgymvetavjh6j11y16a99"}', 'OK', NULL, 2),
	('01a23148-7b06-7585-aee8-8f14f67d3390', 1772474820000, 'flo', 'tests', NULL, 'golden', 'reserveStock', '{"reservation_id":"reservation_01m8rmgyr6ep2txt4f2f7sjfxb"}', 'OK', NULL, 2),
	('01a23148-7b6b-717d-9158-a36b09350075', 1772475000000, 'ehr', 'ehr-bridge', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgyvaetwb86v26yrpp8ga"}', 'OK', NULL, 2),
	('01a23148-7c2d-757c-84d7-6599f311e792', 1772475240000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgz1aerrscp5j0nmqb5es"}', 'OK', NULL, 2),
	('01a23148-7cba-73b9-ac8a-c5da9a18fe69', 1772475480000, 'max', 'tests', NULL, 'golden', 'settleUsageLine', '{"usage_id":"usage_01m8rmgywqem2tevf5by6jzhqh"}', 'OK', NULL, 2),
	('01a23148-7d4b-7719-a8f5-05cd3520d416', 1772478180000, 'ana', 'tests', NULL, 'golden', 'correctUsage', '{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"}', 'OK', NULL, 2),
	('01a23148-7dce-7766-ae2b-31aec7ef154f', 1772478420000, 'dia', 'tests', NULL, 'golden', 'reattributeUsage', '{"usage_id":"usage_01m8rmgyxne19t4k3zwf14svpr"}', 'OK', NULL, 2),
	('01a23148-7df7-74d3-ac90-b2f86b92c1a8', 1772478660000, 'dia', 'tests', NULL, 'golden', 'linkPatient', '{"linked":true}', 'OK', NULL, 2),
	('01a23148-7e55-7674-b727-f0b63b30e0c0', 1772478900000, 'max', 'tests', NULL, 'golden', 'adjustStock', '{"posting_id":"posting_01m8rmgzjhe2ptvzf067whmn0x"}', 'OK', NULL, 2),
	('01a23148-7ea2-7608-8790-f87aed0e20b7', 1772479140000, 'max', 'tests', NULL, 'golden', 'returnToSupplier', '{"posting_id":"posting_01m8rmgzn1exbbrxg9b13051j1"}', 'OK', NULL, 2),
	('01a23148-7f12-71ee-8ea4-61fecf265fd5', 1772481780000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgzq7edjr58wg1xkpm744"}', 'OK', NULL, 2),
	('01a23148-7f5d-70e2-a26d-cd2d21999164', 1772481960000, 'flo', 'tests', NULL, 'golden', 'sale.customer', 'sale_01m8rmgztme73a0qcreyek5e5q', 'OK', 1, 2),
	('01a23148-7fb4-75d1-99df-1c3ceea38615', 1772482200000, 'flo', 'tests', NULL, 'golden', 'settleSaleLine', '{"sale_id":"sale_01m8rmgzs2eh2r7rkt2gm5j1bv"}', 'OK', NULL, 2),
	('01a23148-8011-75be-a427-86fd05c291d3', 1772482440000, 'flo', 'tests', NULL, 'golden', 'recordSaleReturn', '{"sale_return_id":"salereturn_01m8rmh00detw9wnr1wk5ngcxm"}', 'OK', NULL, 2),
	('01a23148-8070-7150-8369-d102fca78ee0', 1772580720000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmh03fewhvc7ndnn2kbd3s"}', 'OK', NULL, 3),
	('01a23148-8191-72f4-b903-521aeffe0390', 1772640240000, 'flo', 'tests', NULL, 'golden', 'recordSaleReturn', '{"sale_return_id":"salereturn_01m8rmh0cae1nv9qm8sgqkvr4v"}', 'OK', NULL, 3),
	('01a23148-81d5-75c1-a716-b3f24944d9fe', 1772640420000, 'ana', 'tests', NULL, 'golden', 'discardContainers', '{"posting_id":"posting_01m8rmh0edez0s4b52crba6qmx","container_ids":["container_01m8rmgyjwerh8kyafvq63xqew"]}', 'OK', NULL, 3),
	('01a23148-8241-70ad-aaa0-2b5c9d1db903', 1772640660000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmh0hkec2rnmq1y4fhx5b5","lot_ids":["lot_01m8rmh0hmethv0q8ejb1s5nfw"]}', 'OK', NULL, 3),
	('01a23148-82a2-70b3-a0fa-b3dd4558bd5d', 1773068520000, 'dia', 'tests', NULL, 'golden', 'recordRecallNotice', '{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"}', 'OK', NULL, 3),
	('01a23148-833d-758d-a251-d54fb1870fa6', 1773068760000, 'dia', 'tests', NULL, 'golden', 'resolveRecallNotice', '{"notice_id":"notice_01m8rmh0njez9rbwnbxzcdyj9v"}', 'OK', NULL, 3),
	('01a23148-8550-71d6-b315-28177dc65cc1', 1773069000000, 'dia', 'tests', NULL, 'golden', 'openRecall', '{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"}', 'OK', NULL, 3),
	('01a23148-8603-7049-8400-91b64655fe8f', 1773069180000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmh1e0e0xtjdkxgbf286fb"}', 'OK', NULL, 3),
	('01a23148-8709-730a-bc05-f1dd8aafa57e', 1773069420000, 'dia', 'tests', NULL, 'golden', 'recordRecallContact', '{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1"]}', 'OK', NULL, 3),
	('01a23148-8791-7670-8239-eeb322b783d7', 1773069660000, 'dia', 'tests', NULL, 'golden', 'disposeRecalledStock', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":"posting_01m8rmh1vgenjv2er6eb1qzr5n"}', 'OK', NULL, 3),
	('01a23148-89d1-77b5-9904-ac5455c895ce', 1773070140000, 'max', 'tests', NULL, 'golden', 'confirmRecallSite', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8a39-7126-a096-9479a43757ca', 1773070380000, 'dia', 'tests', NULL, 'golden', 'reopenRecall', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8ad2-73d5-aa39-53bd79bc7758', 1773070620000, 'dia', 'tests', NULL, 'golden', 'closeRecall', '{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"}', 'OK', NULL, 3),
	('01a23148-8b40-769f-a5e9-8e1467edd531', 1773070860000, 'max', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2sze079exy5bakwzjcc"}', 'OK', NULL, 3),
	('01a23148-8b71-7130-b938-12ec5601739b', 1773071100000, 'dia', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2vhe4rbje0jxd35twd2"}', 'OK', NULL, 3),
	('01a23148-8b9d-77ab-a003-7752c82a4930', 1773071340000, 'dia', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2wxeynt00vqa6s8c6fp"}', 'OK', NULL, 3),
	('01a23148-75da-73b8-9a67-127108f7d63d', 1772464080000, 'kim', 'tests', NULL, 'golden', 'createSite', '{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2"}', 'OK', NULL, 1),
	('01a23148-75f2-7243-bde2-438b292b25ed', 1772464140000, 'kim', 'tests', NULL, 'golden', 'createSite', '{"site_id":"site_01m8rmgxf7e0ps3y8pgg2867ww"}', 'OK', NULL, 1),
	('01a23148-7601-7780-8641-8f1d922689b2', 1772464200000, 'kim', 'tests', NULL, 'golden', 'setSitePolicy', '{"site_id":"site_01m8rmgxf7e0ps3y8pgg2867ww","assumed_lots":"ACCEPT","scope_of_practice":"WARN","late_entry_hours":48}', 'OK', NULL, 1),
	('01a23148-7616-726d-87f8-4372b920dc6a', 1772464260000, 'kim', 'tests', NULL, 'golden', 'setSitePolicy', '{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","assumed_lots":"CONFIRM","scope_of_practice":"ENFORCE","late_entry_hours":12}', 'OK', NULL, 1),
	('01a23148-7630-73e4-bf6e-36f0fd6ff0a7', 1772464320000, 'kim', 'tests', NULL, 'golden', 'setSitePolicy', '{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","assumed_lots":"ACCEPT","scope_of_practice":"ENFORCE","late_entry_hours":12}', 'OK', NULL, 1),
	('01a23148-763e-76cf-b338-2f334363512d', 1772464380000, 'max', 'tests', NULL, 'golden', 'createSite', 'Administer any site', 'FORBIDDEN', NULL, 1),
	('01a23148-7661-7397-9820-1cb13accd114', 1772464440000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189"}', 'OK', NULL, 1),
	('01a23148-767c-7407-9273-d89f2b4bd974', 1772464500000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxkcepg92v64ekpntqxx"}', 'OK', NULL, 1),
	('01a23148-768e-76cf-be74-fc376315b669', 1772464560000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxm2eyrvjwnq3zwggp6a"}', 'OK', NULL, 1),
	('01a23148-7698-74cb-8152-bfa7e5441ece', 1772464620000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxmhebkb3ejtkyxsxsvg"}', 'OK', NULL, 1),
	('01a23148-76a6-714e-babf-f1cfda3eef69', 1772464680000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxmxeyy9bktjjdgwqstw"}', 'OK', NULL, 1),
	('01a23148-76af-73c4-89a6-f6651393aefe', 1772464740000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"}', 'OK', NULL, 1),
	('01a23148-76b9-70cb-ba35-2780de757b93', 1772464800000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxnke4ys2hzrxdk6hcw7"}', 'OK', NULL, 1),
	('01a23148-76c3-7180-990a-e880df1f06dd', 1772464860000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxnwe1xrvq8sjxa7xq93"}', 'OK', NULL, 1),
	('01a23148-76ce-7568-9c18-d4e9e098d41d', 1772464920000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxp9ewarbd4mjvfppfa3"}', 'OK', NULL, 1),
	('01a23148-76d9-7403-b6b3-2b2542acc991', 1772464980000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxpneyc99ztdgk1xjekp"}', 'OK', NULL, 1),
	('01a23148-76e3-71cd-a6f6-20aa3fdd9cef', 1772465040000, 'max', 'tests', NULL, 'golden', 'createProduct', '{"product_id":"product_01m8rmgxq0evs9dfjddh1mrexk"}', 'OK', NULL, 1),
	('01a23148-76f1-76e5-87d5-9eb9a084e032', 1772465100000, 'max', 'tests', NULL, 'golden', 'updateProduct', '{"product_id":"product_01m8rmgxq0evs9dfjddh1mrexk"}', 'OK', NULL, 1),
	('01a23148-76fb-7744-805a-4f610c4d53b8', 1772465160000, 'max', 'tests', NULL, 'golden', 'updateProduct', '{"product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"}', 'OK', NULL, 1),
	('01a23148-7720-777c-b0d1-c3eabed1e9e1', 1772465220000, 'max', 'tests', NULL, 'golden', 'updateProduct', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189"}', 'OK', NULL, 1),
	('01a23148-7741-7285-bc95-5bbf3dd38657', 1772465280000, 'max', 'tests', NULL, 'golden', 'createProduct', 'sku', 'CONFLICT', NULL, 1),
	('01a23148-7747-7337-832d-29bfce85dc10', 1772465340000, 'max', 'tests', NULL, 'golden', 'createSupplier', '{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b"}', 'OK', NULL, 1),
	('01a23148-774e-7252-b94b-e4b350f966c8', 1772465400000, 'max', 'tests', NULL, 'golden', 'createSupplier', '{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249"}', 'OK', NULL, 1),
	('01a23148-7751-7416-b02b-36c2e73ec6b0', 1772465460000, 'max', 'tests', NULL, 'golden', 'updateSupplier', '{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b"}', 'OK', NULL, 1),
	('01a23148-7760-76be-a774-787c1bd9e4d7', 1772465520000, 'max', 'tests', NULL, 'golden', 'updateSupplier', '{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249"}', 'OK', NULL, 1),
	('01a23148-776c-760a-b112-3efca917c315', 1772465580000, 'max', 'tests', NULL, 'golden', 'setSupplierItem', '{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","product_id":"product_01m8rmgxjaejkvh83dzsk08189"}', 'OK', NULL, 1),
	('01a23148-7797-7574-b489-231011cbb005', 1772465640000, 'max', 'tests', NULL, 'golden', 'setSupplierItem', '{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249","product_id":"product_01m8rmgxkcepg92v64ekpntqxx"}', 'OK', NULL, 1),
	('01a23148-77a6-7697-a7ab-5cb6fb344620', 1772465700000, 'max', 'tests', NULL, 'golden', 'setSupplierItem', '{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"}', 'OK', NULL, 1),
	('01a23148-77af-723b-a2e1-21cd2abda586', 1772465760000, 'max', 'tests', NULL, 'golden', 'setReorderPolicy', '{"policy_id":"policy_01m8rmgxxeesgvwvadw4mdmc1x"}', 'OK', NULL, 1),
	('01a23148-77b7-714f-8dd8-b8992b6f6bfc', 1772465820000, 'max', 'tests', NULL, 'golden', 'setReorderPolicy', '{"policy_id":"policy_01m8rmgxxpehf8wvpk5wnwzh9n"}', 'OK', NULL, 1),
	('01a23148-77c9-71b5-adfa-c705f6fb591a', 1772467200000, 'max', 'lotwise import', NULL, 'golden', 'createProduct', 'import of catalog', 'OK', 3, 1),
	('01a23148-77f0-771d-9b0d-1919fd87c737', 1772467260000, 'max', 'lotwise import', NULL, 'golden', 'recordOpeningStock', 'import of stock', 'OK', 3, 1),
	('01a23148-7837-727a-8e6c-303520538343', 1772467320000, 'max', 'lotwise import', NULL, 'golden', 'recordUsage', 'import of usages', 'OK', 3, 1),
	('01a23148-784a-75e5-a474-682eeed06a97', 1772467380000, 'schedule', 'lotwise recalls import', NULL, 'golden', 'importRecallNotices', 'files/notices.json', 'OK', 2, 1),
	('01a23148-7878-77ca-8cd0-65d8af1083d0', 1772467500000, 'max', 'tests', NULL, 'golden', 'createPurchaseOrder', '{"purchase_order_ids":["order_01m8rmgy3peeabcmpfa5yg548g"]}', 'OK', NULL, 1),
	('01a23148-7887-7685-904d-b204f1a14b43', 1772467560000, 'max', 'tests', NULL, 'golden', 'cancelPurchaseOrder', '{"purchase_order_id":"order_01m8rmgy3peeabcmpfa5yg548g"}', 'OK', NULL, 1),
	('01a23148-78a7-74e0-809e-2724a2486f49', 1772467620000, 'max', 'tests', NULL, 'golden', 'createPurchaseOrder', '{"purchase_order_ids":["order_01m8rmgy54esbaesktzc1jwtnm"]}', 'OK', NULL, 1),
	('01a23148-78b1-7552-a681-4d96dae5ab7b', 1772467680000, 'max', 'tests', NULL, 'golden', 'createPurchaseOrder', '{"purchase_order_ids":["order_01m8rmgy5fenk85js6eb7mmm8d"]}', 'OK', NULL, 1),
	('01a23148-78b9-7522-ad58-a3eac0d4106a', 1772467740000, 'max', 'tests', NULL, 'golden', 'createPurchaseOrder', '{"purchase_order_ids":["order_01m8rmgy5qe0wvnbxmcyfffp8p"]}', 'OK', NULL, 1),
	('01a23148-78be-7705-ae3e-b424f82ba47b', 1772467800000, 'max', 'tests', NULL, 'golden', 'submitPurchaseOrder', '{"purchase_order_id":"order_01m8rmgy5fenk85js6eb7mmm8d"}', 'OK', NULL, 1),
	('01a23148-78c2-72bc-8e6a-62ddfa66f0e5', 1772467860000, 'max', 'tests', NULL, 'golden', 'submitPurchaseOrder', '{"purchase_order_id":"order_01m8rmgy5qe0wvnbxmcyfffp8p"}', 'OK', NULL, 1),
	('01a23148-78c7-73df-8bbd-841f9d67432a', 1772467920000, 'max', 'tests', NULL, 'golden', 'submitPurchaseOrder', '{"purchase_order_id":"order_01m8rmgy54esbaesktzc1jwtnm"}', 'OK', NULL, 1),
	('01a23148-78cb-7741-a8fb-608168fbe193', 1772467980000, 'max', 'tests', NULL, 'golden', 'cancelPurchaseOrder', 'reason', 'INVALID', NULL, 1),
	('01a23148-78ce-726a-af87-28833f231c01', 1772468040000, 'max', 'tests', NULL, 'golden', 'createPurchaseOrder', '{"purchase_order_ids":["order_01m8rmgy6detq9gtbqtwnn7frg"]}', 'OK', NULL, 1),
	('01a23148-78f9-76fd-91ef-02a9f5eda120', 1772470860000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgy71e4t8mk4c5ewxhjyc","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgy7aet9tg1a79jjp2wpn"]}', 'OK', NULL, 1),
	('01a23148-791d-7177-a79f-0553e6ae0bea', 1772470920000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgy8nev39j45rngjdzx7b","lot_ids":["lot_01m8rmgy8nev39j45rnm4dym0k","lot_01m8rmgy8peqfspwpn2fznv5b1"]}', 'OK', NULL, 1),
	('01a23148-79f9-7395-833b-ab8872963083', 1772471400000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgyffey1rt7fng0ccp2ra","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgya3etv9w67svppqhdpj"]}', 'OK', NULL, 1),
	('01a23148-7a65-7460-93b4-c07f39249869', 1772474460000, 'ana', 'tests', NULL, 'golden', 'openContainer', '{"container_id":"container_01m8rmgyjwerh8kyafvq63xqew"}', 'OK', NULL, 2),
	('01a23148-7aea-726f-ac67-d5e995baabdd', 1772474700000, 'max', 'tests', NULL, 'golden', 'reserveStock', '{"reservation_id":"reservation_01m8rmgyq9e12rf0ys6mgggrrh"}', 'OK', NULL, 2),
	('01a23148-7b48-7751-9bea-1b6a763f2b89', 1772474940000, 'ana', NULL, '192.0.2.7', 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"}', 'OK', NULL, 2),
	('01a23148-7bb7-7652-ad4b-b87c7e8c6a71', 1772475120000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgyxne19t4k3zwf14svpr"}', 'OK', NULL, 2),
	('01a23148-7c3d-71c5-b2ee-9d5e4adf6276', 1772475300000, 'ana', 'tests', NULL, 'golden', 'recordUsage', 'lines.0.source', 'INSUFFICIENT_STOCK', NULL, 2),
	('01a23148-7ce8-74dc-8fb4-b29f1f0f0789', 1772478060000, 'ana', 'tests', NULL, 'golden', 'correctUsage', '{"usage_id":"usage_01m8rmgymvetavjh6j11y16a99"}', 'OK', NULL, 2),
	('01a23148-7d8d-7449-8ec1-28fbe44aaad1', 1772478300000, 'max', 'tests', NULL, 'golden', 'reattributeUsage', '{"usage_id":"usage_01m8rmgysaes78q6q6xphdhfes"}', 'OK', NULL, 2),
	('01a23148-7de3-7353-9776-bcba93012577', 1772478540000, 'dia', 'tests', NULL, 'golden', 'linkPatient', '{"linked":true}', 'OK', NULL, 2),
	('01a23148-7e26-714f-a331-0dea8e1e219f', 1772478780000, 'ana', 'tests', NULL, 'golden', 'recordWaste', '{"posting_id":"posting_01m8rmgzh3ejfbrty1bpqnj4c8"}', 'OK', NULL, 2),
	('01a23148-7e7f-720d-a5e4-425c17721b55', 1772479020000, 'max', 'tests', NULL, 'golden', 'reversePosting', '{"posting_id":"posting_01m8rmgzkteen93yz24qhj9bh0"}', 'OK', NULL, 2),
	('01a23148-7ed1-7631-9fce-dc58933d1f62', 1772481660000, 'flo', 'tests', NULL, 'golden', 'sale.customer', 'sale_01m8rmgznzejrvhfdmvn5wbvqa', 'OK', 1, 2),
	('01a23148-7f45-7137-86f5-fc063c05de39', 1772481900000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgzssetjsh7f9q7g29rkn"}', 'OK', NULL, 2),
	('01a23148-7f6c-71c5-8570-4b79b14d7c6b', 1772482020000, 'flo', 'tests', NULL, 'golden', 'recordSale', 'lines.0.prescriptionId', 'PRESCRIPTION_REQUIRED', NULL, 2),
	('01a23148-7fd5-719f-a8d1-d0188b17f80a', 1772482320000, 'flo', 'tests', NULL, 'golden', 'recordSaleReturn', '{"sale_return_id":"salereturn_01m8rmgzyjemvv3gwn99wb7nq5"}', 'OK', NULL, 2),
	('01a23148-80f6-752c-a579-2426bdc9b138', 1772640120000, 'max', 'tests', NULL, 'golden', 'placeHold', '{"hold_ids":["hold_01m8rmh07nes08z3q5k1hcyjtc"]}', 'OK', NULL, 3),
	('01a23148-8209-72d7-b77f-ad8b9d4efc5b', 1772640540000, 'max', 'tests', NULL, 'golden', 'correctLot', '{"lot_id":"lot_01m8rmgy8peqfspwpn2fznv5b1","posting_ids":[]}', 'OK', NULL, 3),
	('01a23148-8279-74bb-a16b-94ea521682ff', 1772640780000, 'max', 'tests', NULL, 'golden', 'correctLot', '{"lot_id":"lot_01m8rmgy72ena865e3haz4fxe0","posting_ids":["posting_01m8rmh0k7es1vqb4fwed5wemd"]}', 'OK', NULL, 3),
	('01a23148-8326-756d-9025-33e73278d0e4', 1773068640000, 'dia', 'tests', NULL, 'golden', 'openRecall', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"}', 'OK', NULL, 3),
	('01a23148-84b8-75d2-b0a8-8d144241013c', 1773068880000, 'dia', 'tests', NULL, 'golden', 'cancelRecall', '{"recall_id":"recall_01m8rmh0vger3t6fnj2ws04we9"}', 'OK', NULL, 3),
	('01a23148-8670-73a1-9f83-6682f5083d35', 1773069300000, 'ivy', 'tests', NULL, 'golden', 'recall.contacts', 'recall_01m8rmh0r6eazarpbfmse7das0', 'OK', 6, 3),
	('01a23148-8728-77a4-af5f-d704ad167740', 1773069540000, 'dia', 'tests', NULL, 'golden', 'recordRecallContact', '{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]}', 'OK', NULL, 3),
	('01a23148-8ba0-7753-a478-1c491702c101', 1773071400000, 'flo', 'tests', NULL, 'golden', 'createExportLink', 'ReadPatientLinks every site', 'FORBIDDEN', NULL, 3),
	('01a23148-7a23-76f4-9395-dfb194428499', 1772471460000, 'max', 'tests', NULL, 'golden', 'recordOpeningStock', '{"posting_id":"posting_01m8rmgyh0e2kt63b5ktps6vtt","lot_ids":["lot_01m8rmgyh0e2kt63b5kdgaztv8"]}', 'OK', NULL, 1),
	('01a23148-7a82-71a0-b7bb-190aa36e3174', 1772474520000, 'ana', 'tests', NULL, 'golden', 'openContainer', '{"container_id":"container_01m8rmgykve37rw5nyvxchh9wj"}', 'OK', NULL, 2),
	('01a23148-7afb-773b-b3ec-8efe282f8492', 1772474760000, 'flo', 'tests', NULL, 'golden', 'reserveStock', '{"reservation_id":"reservation_01m8rmgyqtebxr0ev4r0fhp2p6"}', 'OK', NULL, 2),
	('01a23148-7b5c-728c-86b3-6e15ad75e3e3', 1772475000000, 'ehr', 'ehr-bridge', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgytvej6r4zky89t5vs5c"}', 'OK', NULL, 2),
	('01a23148-7be8-70e6-abd8-43b46aebad8d', 1772475180000, 'max', 'tests', NULL, 'golden', 'reserveStock', '{"reservation_id":"reservation_01m8rmgyz4ebd8z5k5efbthmxy"}', 'OK', NULL, 2),
	('01a23148-7c42-7671-adf4-9165a43f677d', 1772475360000, 'flo', 'tests', NULL, 'golden', 'releaseReservation', '{"reservation_id":"reservation_01m8rmgyr6ep2txt4f2f7sjfxb"}', 'OK', NULL, 2),
	('01a23148-7d15-73ae-867a-bd955480986e', 1772478120000, 'max', 'tests', NULL, 'golden', 'correctUsage', '{"usage_id":"usage_01m8rmgypjenqay0ss9q1kadym"}', 'OK', NULL, 2),
	('01a23148-7daa-7330-8626-39207aa71e5b', 1772478360000, 'max', 'tests', NULL, 'golden', 'reattributeUsage', '{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"}', 'OK', NULL, 2),
	('01a23148-7dee-749e-8117-35e97eae04f3', 1772478600000, 'dia', 'tests', NULL, 'golden', 'linkPatient', '{"linked":false}', 'OK', NULL, 2),
	('01a23148-7e40-77fe-a84e-ded8fb846123', 1772478840000, 'ana', 'tests', NULL, 'golden', 'recordConsumption', '{"posting_id":"posting_01m8rmgzhve3kv7qpbrhat7hxg"}', 'OK', NULL, 2),
	('01a23148-7e94-7204-8830-ada5833e1d50', 1772479080000, 'max', 'tests', NULL, 'golden', 'returnToSupplier', '{"posting_id":"posting_01m8rmgzmhec28v1k14mvmzef1"}', 'OK', NULL, 2),
	('01a23148-7eef-77d0-87ec-d9fd6aa164f5', 1772481720000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgzq7edjr58wg1xkpm744"}', 'OK', NULL, 2),
	('01a23148-7f59-73c6-a6bc-db9234e06a8e', 1772481960000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgztme73a0qcreyek5e5q"}', 'OK', NULL, 2),
	('01a23148-7f93-70e5-b170-5cb528cc6d28', 1772482140000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgzw6eq5sjvymw8de6svt","lot_ids":["lot_01m8rmgzw8ey88e6m3yd8gb3qe"]}', 'OK', NULL, 2),
	('01a23148-7ff2-7409-9b61-e053a2ef4619', 1772482380000, 'flo', 'tests', NULL, 'golden', 'recordSaleReturn', '{"sale_return_id":"salereturn_01m8rmgzzeekzbtvnq0cst26bt"}', 'OK', NULL, 2),
	('01a23148-8819-7284-a0bb-15b9f72098e7', 1773069840000, 'dia', 'tests', NULL, 'golden', 'disposeRecalledStock', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":"posting_01m8rmh20needv8e0ta40rae6h"}', 'OK', NULL, 3),
	('01a23148-8968-713c-b860-41a814990403', 1773070020000, 'dia', 'tests', NULL, 'golden', 'openRecall', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8a11-735d-a417-5b5d68e601f4', 1773070260000, 'dia', 'tests', NULL, 'golden', 'explainUnaccounted', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8aa4-72a9-9722-3f000b860743', 1773070500000, 'max', 'tests', NULL, 'golden', 'confirmRecallSite', '{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"}', 'OK', NULL, 3),
	('01a23148-8b24-7355-9942-34dac61600b3', 1773070740000, 'dia', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2rzeyzr5z8gts1p66ry"}', 'OK', NULL, 3),
	('01a23148-8b4f-7793-9859-ef67bb9d80d9', 1773070980000, 'max', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2tfey9sgpffcrt6hfxv"}', 'OK', NULL, 3),
	('01a23148-8b82-74f9-9297-4c581682c5c9', 1773071220000, 'dia', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2w2ekws55tcaxnw3nst"}', 'OK', NULL, 3),
	('01a23148-8052-740a-8c5a-a385711c3184', 1772580660000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmh02ce0zrjzbpxr5sxhdr","lot_ids":["lot_01m8rmh02dew6sgps6tc62n1ng"]}', 'OK', NULL, 3),
	('01a23148-8174-73fc-9cd3-4174d8924cf5', 1772640180000, 'dia', 'tests', NULL, 'golden', 'placeHold', '{"hold_ids":["hold_01m8rmh0bmefy9smt1ee9bngxw"]}', 'OK', NULL, 3),
	('01a23148-81b1-7601-aa0a-6e562948da88', 1772640360000, 'max', 'tests', NULL, 'golden', 'releaseHold', 'holdId', 'ALREADY_DONE', NULL, 3),
	('01a23148-8225-76aa-8f94-d6bfb95879f1', 1772640600000, 'max', 'tests', NULL, 'golden', 'correctLot', '{"lot_id":"lot_01m8rmgzw8ey88e6m3yd8gb3qe","posting_ids":[]}', 'OK', NULL, 3),
	('01a23148-8294-70c9-8f5b-b21a2fb16f2d', 1773068460000, 'dia', 'tests', NULL, 'golden', 'recordRecallNotice', '{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"}', 'OK', NULL, 3),
	('01a23148-8334-71f2-a20a-cac41da59445', 1773068700000, 'dia', 'tests', NULL, 'golden', 'resolveRecallNotice', '{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"}', 'OK', NULL, 3),
	('01a23148-851d-7243-bbc3-fe230be3092d', 1773068940000, 'dia', 'tests', NULL, 'golden', 'openRecall', '{"recall_id":"recall_01m8rmh18ge2jt7zd9jbsk1sc4"}', 'OK', NULL, 3),
	('01a23148-85a0-7173-b1ec-74f6e0f88ba4', 1773069120000, 'ana', 'tests', NULL, 'golden', 'recordUsage', 'lines.0.source', 'STOCK_NOT_USABLE', NULL, 3),
	('01a23148-8680-7372-882e-acf9c8901d97', 1773069360000, 'dia', 'tests', NULL, 'golden', 'assignRecallContacts', '{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1","contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]}', 'OK', NULL, 3),
	('01a23148-874a-755d-a09d-b746d3c72936', 1773069600000, 'max', 'tests', NULL, 'golden', 'confirmRecallSite', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"}', 'OK', NULL, 3),
	('01a23148-88f3-715e-a61b-b7efadc79a33', 1773069900000, 'dia', 'tests', NULL, 'golden', 'disposeRecalledStock', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":null}', 'OK', NULL, 3),
	('01a23148-794f-7043-a636-397dcc454371', 1772470980000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgya2em58t2xd4x4bp60z","lot_ids":["lot_01m8rmgya3etv9w67svppqhdpj","lot_01m8rmgya4ejy9zpmsbx3q92gs"]}', 'OK', NULL, 1),
	('01a23148-7978-7442-bbca-b5113da86b98', 1772471040000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgyb0ezes9h7c42b1en55","lot_ids":["lot_01m8rmgyb0ezes9h7c44qntdmn","lot_01m8rmgyb6e8nvp0kcppa20c46","lot_01m8rmgyb6e8nvp0kcptdh2ehg","lot_01m8rmgyb7em98tt6kjpb45d7r","lot_01m8rmgyb7em98tt6kjr5a98qh","lot_01m8rmgyb8esj9pgp7v3sdamf1","lot_01m8rmgyb8esj9pgp7v642z8zn"]}', 'OK', NULL, 1),
	('01a23148-79ca-7037-947d-53b29384483d', 1772471220000, 'max', 'tests', NULL, 'golden', 'reversePosting', '{"posting_id":"posting_01m8rmgye2e3wtzd1y7kej7a4p"}', 'OK', NULL, 1),
	('01a23148-79b1-771d-9cfe-e55196ff7325', 1772471160000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmgyd6enraffnh5r09vcrb","lot_ids":["lot_01m8rmgyd6enraffnh5yhk9r1w"]}', 'OK', NULL, 1),
	('01a23148-79e2-744f-bf80-cf3556a4bf3b', 1772471340000, 'max', 'tests', NULL, 'golden', 'closePurchaseOrder', '{"purchase_order_id":"order_01m8rmgy5fenk85js6eb7mmm8d"}', 'OK', NULL, 1),
	('01a23148-7ad7-7240-91cf-12805a39afc2', 1772474640000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgypjenqay0ss9q1kadym"}', 'OK', NULL, 2),
	('01a23148-7b34-77dc-9ef0-a1870b222e63', 1772474880000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgysaes78q6q6xphdhfes"}', 'OK', NULL, 2),
	('01a23148-7ba0-70d6-bfea-5783c2615d96', 1772475060000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmgywqem2tevf5by6jzhqh"}', 'OK', NULL, 2),
	('01a23148-7cc8-7466-a379-5793645a972c', 1772475540000, 'dia', 'tests', NULL, 'golden', 'reviewDeviation', '{"deviation_id":"deviation_01m8rmgytwea68dcve2knvcyrq"}', 'OK', NULL, 2),
	('01a23148-7d6f-70c4-b0c3-e77a0125a5ea', 1772478240000, 'ana', 'tests', NULL, 'golden', 'correctUsage', '{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"}', 'OK', NULL, 2),
	('01a23148-7dda-704f-b7b8-aeec617a5036', 1772478480000, 'dia', 'tests', NULL, 'golden', 'linkPatient', '{"linked":true}', 'OK', NULL, 2),
	('01a23148-7e0a-7229-8ab7-2bf894694ef2', 1772478720000, 'ana', 'tests', NULL, 'golden', 'recordWaste', '{"posting_id":"posting_01m8rmgzg6eje9cckmg7qqv1v3"}', 'OK', NULL, 2),
	('01a23148-7e67-723e-a64b-8e903f919f9c', 1772478960000, 'max', 'tests', NULL, 'golden', 'adjustStock', '{"posting_id":"posting_01m8rmgzk6e5jrnhy25g6yxtqb"}', 'OK', NULL, 2),
	('01a23148-7ecb-7616-915a-bc5b5b9a4e68', 1772481660000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgznzejrvhfdmvn5wbvqa"}', 'OK', NULL, 2),
	('01a23148-7f29-75b2-a6b7-71809a490f9e', 1772481840000, 'flo', 'tests', NULL, 'golden', 'recordSale', '{"sale_id":"sale_01m8rmgzs2eh2r7rkt2gm5j1bv"}', 'OK', NULL, 2),
	('01a23148-7fbc-7650-a821-ee0b60196ca1', 1772482260000, 'dia', 'tests', NULL, 'golden', 'reviewDeviation', '{"deviation_id":"deviation_01m8rmgzs6ertbpfh3yvs8jtgw"}', 'OK', NULL, 2),
	('01a23148-802f-7647-8697-9da2003a29c0', 1772482500000, 'flo', 'tests', NULL, 'golden', 'cancelSale', '{"sale_return_id":"salereturn_01m8rmh01ae4h8qva6fxrpceyr"}', 'OK', NULL, 2),
	('01a23148-8093-7348-970c-fec79b22bfe5', 1772640060000, 'ana', 'tests', NULL, 'golden', 'placeHold', '{"hold_ids":["hold_01m8rmh04ge24afbeqwzrnhp1q","hold_01m8rmh04ge24afbeqx3nt1emq"]}', 'OK', NULL, 3),
	('01a23148-81a8-73c9-8249-0f3b2b2cdf1c', 1772640300000, 'max', 'tests', NULL, 'golden', 'releaseHold', '{"hold_id":"hold_01m8rmh04ge24afbeqx3nt1emq"}', 'OK', NULL, 3),
	('01a23148-81f2-75ab-a693-b68dbc961564', 1772640480000, 'ana', 'tests', NULL, 'golden', 'discardContainers', '{"posting_id":"posting_01m8rmh0fgebvr9be9t4v52y0f","container_ids":["container_01m8rmgyp5e5qa9dq430tfjyvs"]}', 'OK', NULL, 3),
	('01a23148-8258-7154-a1d9-35471e45136b', 1772640720000, 'ana', 'tests', NULL, 'golden', 'recordUsage', '{"usage_id":"usage_01m8rmh0jqe7y9jfg5axjgtynb"}', 'OK', NULL, 3),
	('01a23148-8913-7541-b3e7-ffb498848cd5', 1773069960000, 'dia', 'tests', NULL, 'golden', 'closeRecall', 'recallId', 'NOT_BALANCED', NULL, 3),
	('01a23148-89a3-7438-94ba-6deed869b984', 1773070080000, 'max', 'tests', NULL, 'golden', 'adjustStock', '{"posting_id":"posting_01m8rmh2d2eam9f07mnmay5b7m"}', 'OK', NULL, 3),
	('01a23148-8a36-70f0-afcf-d717d1b5e5a6', 1773070320000, 'dia', 'tests', NULL, 'golden', 'closeRecall', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8ac5-74eb-ae9b-fac33dede724', 1773070560000, 'max', 'tests', NULL, 'golden', 'confirmRecallSite', '{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"}', 'OK', NULL, 3),
	('01a23148-8b33-719d-a909-9641cb5901b2', 1773070800000, 'max', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2sjewct42ber2t24hv3"}', 'OK', NULL, 3),
	('01a23148-8b6c-702e-b01a-3b8a898cdce9', 1773071040000, 'max', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2v4e0hb76zc136f400b"}', 'OK', NULL, 3),
	('01a23148-8b95-7192-ac27-c2430a2dd65a', 1773071280000, 'dia', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2whe41sddkwkrjq6jn3"}', 'OK', NULL, 3),
	('01a23148-82b7-7168-888f-a1ec78795a34', 1773068580000, 'dia', 'tests', NULL, 'golden', 'recordRecallNotice', '{"notice_id":"notice_01m8rmh0njez9rbwnbxzcdyj9v"}', 'OK', NULL, 3),
	('01a23148-837a-7111-8ff7-affcacbdc9f6', 1773068820000, 'dia', 'tests', NULL, 'golden', 'openRecall', '{"recall_id":"recall_01m8rmh0vger3t6fnj2ws04we9"}', 'OK', NULL, 3),
	('01a23148-858a-735f-9012-748acb545fb9', 1773069060000, 'max', 'tests', NULL, 'golden', 'receiveStock', '{"posting_id":"posting_01m8rmh1b6exk930xvcn3e227z","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgya3etv9w67svppqhdpj"]}', 'OK', NULL, 3),
	('01a23148-8624-719b-b6cc-8c5605e0f5d2', 1773069240000, 'dia', 'tests', NULL, 'golden', 'expandRecall', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"}', 'OK', NULL, 3),
	('01a23148-871c-724e-aee7-40c2ab533d9d', 1773069480000, 'dia', 'tests', NULL, 'golden', 'recordRecallContact', '{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1","contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]}', 'OK', NULL, 3),
	('01a23148-87c5-7646-807f-4f0bfb81d533', 1773069720000, 'max', 'tests', NULL, 'golden', 'confirmRecallSite', '{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"}', 'OK', NULL, 3),
	('01a23148-89f9-733e-9ca2-bb726830b19e', 1773070200000, 'dia', 'tests', NULL, 'golden', 'disposeRecalledStock', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc","posting_id":"posting_01m8rmh2fcexasxjxr38jfwap2"}', 'OK', NULL, 3),
	('01a23148-8a8d-7013-b7e6-a4e140b97dea', 1773070440000, 'dia', 'tests', NULL, 'golden', 'closeRecall', '{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"}', 'OK', NULL, 3),
	('01a23148-8ae8-74c5-98f6-85e75cb05131', 1773070680000, 'dia', 'tests', NULL, 'golden', 'recordRecallNotice', '{"notice_id":"notice_01m8rmh2q0e5fanyarvxa80yf5"}', 'OK', NULL, 3),
	('01a23148-8b48-729f-88b5-c82dc7b6c58f', 1773070920000, 'max', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2t7ezfvfxx5hdsf8n9a"}', 'OK', NULL, 3),
	('01a23148-8b7b-75b8-b0d7-20cd6b6df004', 1773071160000, 'ivy', 'tests', NULL, 'golden', 'createExportLink', '{"link_id":"export_01m8rmh2vtendsr8q8kchzgmp3"}', 'OK', NULL, 3);


--
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_seal VALUES
	(1, 1772471580000, 56, '\x4defb1dbf79f9b987d7d801db13da6a681c70d34602063edfe5d408cdb030932'),
	(2, 1772482560000, 54, '\x6af66cb0f4e2c427b097f6e67a2883260adfc886e21921eaf8b407316b083189'),
	(3, 1773071460000, 64, '\x08081bf94eed77d7337be963910c429155651846a6e9487ff2c1c9232c8cdf39');


--
-- Data for Name: bundle_component; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.bundle_component VALUES
	('01a23148-76c9-7715-85b4-9496df6b3d43', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 20000),
	('01a23148-76c9-7715-85b4-9496df6b3d43', '01a23148-76b3-713d-9147-f8eb6668b387', 10000);


--
-- Data for Name: component; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.component VALUES
	('01a23148-7a5d-76bb-ae22-cd51a39f6f8c', '01a23148-7a5c-7622-89f9-4fddcc3edddc', NULL, '01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-7960-77dd-94c4-ec212f5d3695', NULL, NULL, '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 25000, '01a23148-7a5d-76bb-ae22-cd5299e77691'),
	('01a23148-7ac7-706e-ba6f-cac20b6beb08', NULL, '01a23148-7ac7-706e-ba6f-cac0c7f8d779', '01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-7960-77dd-94c4-ec212f5d3695', NULL, NULL, '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 3000, '01a23148-7ac7-706e-ba6f-cac349472f98');


--
-- Data for Name: container; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.container VALUES
	('01a23148-7815-7042-9963-fefadf572b4d', '01a23148-77d0-764c-bf69-43958f294784', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-923TSQ4Y', 'OPEN', 1772463000000, 'max', 1772549400000, 'P-502', NULL, NULL, 3000000, 0, 400000, 20000, 2580000),
	('01a23148-77e3-72e2-8e66-21006293f63a', '01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'L-1', 'OPEN', 1772211600000, 'max', 1774630800000, 'P-502', NULL, NULL, 125000, 0, 15000, 0, 110000),
	('01a23148-7a20-70a7-a30d-659c83dc54d7', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', 'NZ-1', 'OPEN', 1772186400000, 'max', 1774605600000, NULL, NULL, NULL, 125000, 0, 0, 0, 125000),
	('01a23148-7a20-70a7-a30d-659df23a92cf', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', 'LW-3RPHMJTN', 'OPEN', 1772272800000, 'max', 1774692000000, NULL, NULL, NULL, 30000, 0, 0, 0, 30000),
	('01a23148-7a7b-70cf-8e16-bedf5918a792', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'PEN-A', 'OPEN', 1772474520000, 'ana', 1777312920000, 'P-100', 'P-100', 'PEN-1', 40000, 0, 10000, 0, 30000),
	('01a23148-7bb1-779f-bda7-4d2a32fe3f7c', '01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-W3R8W9MT', 'OPEN', 1772475120000, 'ana', NULL, 'P-106', 'P-106', NULL, 200000, 0, 50000, 0, 150000),
	('01a23148-7a5c-7622-89f9-4fdc1bec95c4', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-LQXWSFTQ', 'OPEN', 1772469060000, 'ana', 1774888260000, 'P-101', NULL, NULL, 300000, 0, 148000, 0, 152000),
	('01a23148-7ac5-716e-a4b6-e419711bf1e2', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-KNL76YBC', 'EMPTY', 1772474640000, 'ana', NULL, 'P-101', NULL, NULL, 10000, 0, 0, 10000, 0),
	('01a23148-7d65-716c-aab0-bcda2dea7796', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-LDW898KR', 'EMPTY', 1772474940000, 'ana', NULL, 'P-108', NULL, NULL, 10000, 0, 5000, 5000, 0),
	('01a23148-7a5c-7622-89f9-4fddcc3edddc', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'VIAL-7', 'DISCARDED', 1772474340000, 'ana', 1772582340000, 'P-100', NULL, NULL, 1000000, 515000, 815000, 700000, 0),
	('01a23148-7ac5-716e-a4b6-e41834f97b79', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-8QZ8W7SZ', 'DISCARDED', 1772474640000, 'ana', 1772582640000, 'P-101', NULL, 'S-1', 1000000, 0, 905000, 95000, 0),
	('01a23148-7b41-737c-b692-3a02ff1f9236', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-XRDSTNH9', 'EMPTY', 1772474940000, 'ana', 1772582940000, 'P-108', NULL, NULL, 1000000, 0, 220000, 780000, 0),
	('01a23148-8252-73dd-9c58-d8657691021d', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'LW-PPQHMQ4F', 'EMPTY', 1772640720000, 'ana', 1772748720000, 'P-109', NULL, NULL, 1000000, 0, 100000, 900000, 0);


--
-- Data for Name: demand_day; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.demand_day VALUES
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77b9-723f-bdfa-f825f5e48043', '2026-03-01', 0, 6000000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c1-71fc-aa4c-1ef16f69f268', '2026-03-01', 0, 525000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c7-71ea-a38c-94c40bc672e5', '2026-03-01', 0, 50000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77b9-723f-bdfa-f825f5e48043', '2026-03-02', 400000, -420000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c1-71fc-aa4c-1ef16f69f268', '2026-03-02', 15000, -15000),
	('01a23148-75e7-702d-91f9-168404831f9c', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-03', 0, 2000000),
	('01a23148-75e7-702d-91f9-168404831f9c', '01a23148-766c-75a0-916c-c474ed5d5fbd', '2026-03-03', 0, 20000),
	('01a23148-75e7-702d-91f9-168404831f9c', '01a23148-7682-77b1-b972-b71ff90858ca', '2026-03-01', 0, 1055000),
	('01a23148-75e7-702d-91f9-168404831f9c', '01a23148-76b3-713d-9147-f8eb6668b387', '2026-03-01', 0, 40000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', '2026-03-02', 10000, 150000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-769d-77bc-95cf-529361cbe75c', '2026-03-02', 50000, 350000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7682-77b1-b972-b71ff90858ca', '2026-03-02', 148000, 1052000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', '2026-03-02', 15000, 10000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-02', 1820000, 4100000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76d5-7798-94ff-4d84c3d93a76', '2026-03-02', 200000, 4700000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '2026-03-01', 10000, -10000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76bc-707b-8ddd-1997547edd23', '2026-03-02', 10000, 10000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '2026-03-02', 0, 110000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76b3-713d-9147-f8eb6668b387', '2026-03-02', 30000, 70000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-03', 20000, -20000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', '2026-03-03', 10000, 10000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76bc-707b-8ddd-1997547edd23', '2026-03-04', -10000, 10000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-04', 100000, 1700000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', '2026-03-09', 0, 10000),
	('01a23148-75e7-702d-91f9-168404831f9c', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-10', 0, -2000000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', '2026-03-09', 100000, -2780000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c7-71ea-a38c-94c40bc672e5', '2026-03-09', 0, -50000);


--
-- Data for Name: deviation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.deviation VALUES
	('01a23148-7808-77c7-ae7b-057920377022', '01a23148-7800-73be-aa7a-a56a3b54bd5a', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '24 U asked for, 0 U may be used.', 1772467320000, NULL, NULL, NULL),
	('01a23148-7b9a-73fc-bf83-1dfca4757d77', '01a23148-7b97-7505-a76d-e55e6e739297', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '2 mL asked for, 0 mL may be used.', 1772475060000, NULL, NULL, NULL),
	('01a23148-7b5c-728c-86b3-6e14ebb67b17', '01a23148-7b5b-748d-827e-7e41b490cef5', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '1 mL asked for, 0 mL may be used.', 1772475000000, 'dia', 1772475540000, 'The courier came during the outage.'),
	('01a23148-7ce7-775d-81dc-3f2fb29e2361', '01a23148-7ce6-74c9-88bf-e2fe7aeff476', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'STOCK_NOT_USABLE', 'CONTAINER_CLOSED', 'Lot C3016 C3 must not be used: container closed.', 1772478060000, NULL, NULL, NULL),
	('01a23148-7ce7-775d-81dc-3f30913fcd0d', '01a23148-7ce6-74c9-88bf-e2fe7aeff476', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '18 U asked for, 0 U may be used.', 1772478060000, NULL, NULL, NULL),
	('01a23148-7d41-755d-a87f-30f2641dbbc8', '01a23148-7d3b-7135-a6ec-5baf0e85ded2', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '0.5 mL asked for, 0 mL may be used.', 1772478180000, NULL, NULL, NULL),
	('01a23148-7f26-7634-bb3e-23f6f2896a1c', NULL, '01a23148-7f23-75e2-8fc5-7a8a8cbaa1d1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'INSUFFICIENT_STOCK', '', '1 each asked for, 0 each may be used.', 1772481840000, 'dia', 1772482260000, 'Paid while the network was down.'),
	('01a23148-85c1-74b7-bc5c-99799e07d72a', '01a23148-85b9-771f-b698-fd4e5d67293c', NULL, '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'STOCK_NOT_USABLE', 'RECALLED IN_USE_EXPIRED', 'Lot C3016 C3 must not be used: recalled, in use expired.', 1773069180000, NULL, NULL, NULL);


--
-- Data for Name: entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.entry VALUES
	('01a23148-77d7-7778-8935-89a363f3174d', 1, '01a23148-77d7-7778-8935-89a208733cbd', '01a23148-77d0-764c-bf69-43958f294784', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'OPENING', 6000000, 6000000, 10500000, 1772348400000, '2026-03-01', 1772467260000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xce1148340114ef136c1b51c19392bf3046d1e5de919160f3228ce4835e4404c8'),
	('01a23148-77e3-72e2-8e66-2102d902363d', 1, '01a23148-77e3-72e2-8e66-2101e1f45915', '01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'OPENING', 400000, 400000, 152000, 1772348400000, '2026-03-01', 1772467260000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xc7b1574144658b26986ab3dcadf3eef43ecc55f81dca67139b593942d64fa0a0'),
	('01a23148-77e3-72e2-8e66-2102d902363d', 2, '01a23148-77e3-72e2-8e66-2101e1f45915', '01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77e3-72e2-8e66-21006293f63a', 'OPENING', 125000, 525000, 47500, 1772348400000, '2026-03-01', 1772467260000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x399a631eb1daa7fdc8f623ea652c4cffcc8203f26b95822d4bb9036b9578623b'),
	('01a23148-77ef-74cc-bbae-5f403bf634b5', 1, '01a23148-77ee-72d1-84db-a71bc98c458a', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'OPENING', 50000, 50000, 600000, 1772348400000, '2026-03-01', 1772467260000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x0e67eaa4346f9a940fcd10ef009b13852338344b5bc12e5e86ea52fc4b0c5ea7'),
	('01a23148-77d7-7778-8935-89a363f3174d', 2, '01a23148-7816-7594-915b-761acb071cd9', '01a23148-77d0-764c-bf69-43958f294784', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7815-7042-9963-fefadf572b4d', 'TREATMENT', -400000, 5600000, -700000, 1772463000000, '2026-03-02', 1772467320000, '01a23148-7816-7594-915b-7619945a03a8', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xe8bba43171b3db1abf75d59a5c1988f0d220a6cb2e55fbb4d29b28076da191a5'),
	('01a23148-77d7-7778-8935-89a363f3174d', 3, '01a23148-7816-7594-915b-761acb071cd9', '01a23148-77d0-764c-bf69-43958f294784', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7815-7042-9963-fefadf572b4d', 'WASTE', -20000, 5580000, -35000, 1772463000000, '2026-03-02', 1772467320000, '01a23148-7816-7594-915b-7619945a03a8', NULL, NULL, 'PREPARATION_ERROR', NULL, NULL, NULL, NULL, NULL, '\xa14c17d00b9816c1e48bcbacffcd1f8d4fcfc72771f9a2321f388bea7fd13636'),
	('01a23148-77e3-72e2-8e66-2102d902363d', 3, '01a23148-782e-7067-bb6a-4e1db707dbd4', '01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77e3-72e2-8e66-21006293f63a', 'TREATMENT', -15000, 510000, -5700, 1772463000000, '2026-03-02', 1772467320000, '01a23148-782e-7067-bb6a-4e1c311c5c71', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xc110ee647d3ad9b95fe412c61ed2e78ac3cba3e25a473502b2a8acd5b0c88e7b'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 1, '01a23148-78e1-7134-8a4c-8c2bb9d8cbcc', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 3000000, 3000000, 18037500, 1772469060000, '2026-03-02', 1772470860000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xfaa500f6980bb4129ed4ef4aa76f80bb50360b9dfd909db6250382bbe01679fd'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 1, '01a23148-78e1-7134-8a4c-8c2bb9d8cbcc', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 60000, 60000, 2280000, 1772469060000, '2026-03-02', 1772470860000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xa7a25264c7149db49a5b4d9110b0a0f110522ae04b61fdd8c4ee18763ce7d8bd'),
	('01a23148-7917-73d2-91a0-54cba500d898', 1, '01a23148-7915-76c6-9910-b8ac24dff4eb', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 1000000, 1000000, 6500000, 1772470920000, '2026-03-02', 1772470920000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xafbf60148313c026add8f268d5cf4efaaec1e4624598a8a349f3ec33e792a4d4'),
	('01a23148-7917-73d2-91a0-54cc101a57ff', 1, '01a23148-7915-76c6-9910-b8ac24dff4eb', '01a23148-7916-75df-9b72-d513ff5d9561', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 3000000, 3000000, 15000000, 1772470920000, '2026-03-02', 1772470920000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xea579dfb70a33df1d83fc985a535c8ccf8e830f394c76d7941b72ac076ffc20f'),
	('01a23148-7947-765f-a2f9-a005797d278f', 1, '01a23148-7942-750a-8d0b-ad2748bb181f', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 40000, 40000, 14000000, 1772470980000, '2026-03-02', 1772470980000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x67f4700ac42fde79eba39b5bb94e4aa43960f20d5427364be4f047088e1acfe9'),
	('01a23148-7947-765f-a2f9-a0061d7bd7d8', 1, '01a23148-7942-750a-8d0b-ad2748bb181f', '01a23148-7944-74bc-9fda-995f47748a19', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 10000, 10000, NULL, 1772470980000, '2026-03-02', 1772470980000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xe71a430602366946032f347a0caeee67a2cfafcf9eaa66e7beca8816aa2a63b8'),
	('01a23148-796a-7220-b56c-2705df5880bb', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 1200000, 1200000, 144000, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x6089b7fde2869cd41e36d09d36eb97ab6dd0834f37814247a1a362a01c988fd8'),
	('01a23148-796a-7220-b56c-2706eafa5e50', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 120000, 120000, NULL, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x554c58eb11e23a7daf19f746abd101f6242da91cb5b2a7e5ab9412b9ee353daa'),
	('01a23148-796a-7220-b56c-2707c941718a', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 5000000, 5000000, 0, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'FREE_GOODS', NULL, NULL, '\xa9067d515dc5f3c5ff9f63604fcb371aa5f60f34232378e4d3758319a0577bdc'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 100000, 100000, 1100000, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xa2965157954a5731dcce24109ae3616394c68a1773e1e11df91de9230568c93c'),
	('01a23148-796a-7220-b56c-270944f18592', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7967-7512-8d68-d3960aa4a2f1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 20000, 20000, 0, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'SAMPLE', NULL, NULL, '\xd4d12f2095550f7bee7768f3a32d0127f9e113d8be9bb964fe256234170d6328'),
	('01a23148-796a-7220-b56c-270ad41c275a', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 30000, 30000, NULL, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x2d07b627d3905465b6cfb02136c0a2ec5e3a574ce2ce188d1fa4f918eb4dfd91'),
	('01a23148-796a-7220-b56c-270bb00d017b', 1, '01a23148-7960-77dd-94c4-ec20961754a5', '01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 400000, 400000, NULL, 1772470740000, '2026-03-02', 1772471040000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xb14bce67549d7329b271061d18d8e46215c882f7caaa11bad87921ded7ef030d'),
	('01a23148-796a-7220-b56c-2706eafa5e50', 2, '01a23148-798a-7593-8943-bf1a5fd2571d', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 40000, 160000, NULL, 1772471100000, '2026-03-02', 1772471100000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x6a92145f76b199ff3178777533c03b1c202c9986ccef31191eb244fa13722866'),
	('01a23148-79aa-76d2-a4cb-dca0c337e5d5', 1, '01a23148-79a6-7570-a7be-b12e009db30b', '01a23148-79a6-7570-a7be-b12fa334e03c', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 10000, 10000, 400000, 1772471160000, '2026-03-02', 1772471160000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x54e3ed20d987633feee098f9772dd53e024435f7675a40e1658283d0ad97d7f2'),
	('01a23148-79aa-76d2-a4cb-dca0c337e5d5', 2, '01a23148-79c2-70f9-afb4-3e3cdd23a896', '01a23148-79a6-7570-a7be-b12fa334e03c', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', -10000, 0, -400000, 1772471160000, '2026-03-02', 1772471220000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '01a23148-79aa-76d2-a4cb-dca0c337e5d5', 1, '\xe238438cead593573295d881b530d919f16db221098f16c6701ecbd6afbb9e61'),
	('01a23148-79f1-7164-b21e-35cfcc59c5a2', 1, '01a23148-79ef-7783-8d1d-f58018cb0b0a', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75e7-702d-91f9-168404831f9c', NULL, 'SUPPLIER', 2000000, 2000000, NULL, 1772471400000, '2026-03-03', 1772471400000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xc2ec2f2a24e91da9452d9f86f16e582b8889958e49d93e825e40a34e314c9751'),
	('01a23148-79f1-7164-b21e-35d07c9e08c7', 1, '01a23148-79ef-7783-8d1d-f58018cb0b0a', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75e7-702d-91f9-168404831f9c', NULL, 'SUPPLIER', 20000, 20000, NULL, 1772471400000, '2026-03-03', 1772471400000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xc55e6d38f8ff8343fbcb2dc83b6846791429bed30f56066b8c3268a234ea1876'),
	('01a23148-7a21-73a0-a9e5-067ef88eafec', 1, '01a23148-7a20-70a7-a30d-659ead936f5a', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', NULL, 'OPENING', 900000, 900000, 90000, 1772323200000, '2026-03-01', 1772471460000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xaf889641a5d3258186530852c320d98a3b353b7a4e163a95d545c37896713277'),
	('01a23148-7a21-73a0-a9e5-067ef88eafec', 2, '01a23148-7a20-70a7-a30d-659ead936f5a', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-7a20-70a7-a30d-659c83dc54d7', 'OPENING', 125000, 1025000, 12500, 1772323200000, '2026-03-01', 1772471460000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x84b7df404cb9e853fd5ddf84e408317873b45e80cb84947553a7b04a63cc596d'),
	('01a23148-7a21-73a0-a9e5-067ef88eafec', 3, '01a23148-7a20-70a7-a30d-659ead936f5a', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-7a20-70a7-a30d-659df23a92cf', 'OPENING', 30000, 1055000, 3000, 1772323200000, '2026-03-01', 1772471460000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xd0cf6f8a7b5060b32fd6beecd828661c823f2e9bcd823a7909c4e60c70877d46'),
	('01a23148-7a37-75f9-a485-7352ab0da8b3', 1, '01a23148-7a37-75f9-a485-735170879f6e', '01a23148-7a37-75f9-a485-73501e63c194', '01a23148-75e7-702d-91f9-168404831f9c', NULL, 'OPENING', 40000, 40000, NULL, 1772323200000, '2026-03-01', 1772471520000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x48cf26a4da1d1232d2a18fa7b83d6d99e28393337494eb82e4b061d3bf4f223b'),
	('01a23148-796a-7220-b56c-2705df5880bb', 2, '01a23148-7a5d-76bb-ae22-cd5299e77691', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 'CONSUMPTION', -25000, 1175000, -3000, 1772474340000, '2026-03-02', 1772474460000, NULL, '01a23148-7a5d-76bb-ae22-cd51a39f6f8c', NULL, NULL, 'PREPARATION', NULL, NULL, NULL, NULL, '\x9cfc60bfbc8a8ef2d62b4057280fd61788bd224aafb9d1fdbde7c0b67fbad265'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 2, '01a23148-7a96-7226-9273-524f2801138e', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'TREATMENT', -205000, 2795000, -1232562, 1772474520000, '2026-03-02', 1772474580000, '01a23148-7a96-7226-9273-524d827c16e3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x1a1c8bb7b3782e3c1fb693a96b7443346febcedf162cae6e443ceaab09e731f3'),
	('01a23148-796a-7220-b56c-2706eafa5e50', 3, '01a23148-7a96-7226-9273-524f2801138e', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a7b-70cf-8e16-bedf5918a792', 'TREATMENT', -10000, 150000, NULL, 1772474520000, '2026-03-02', 1772474580000, '01a23148-7a96-7226-9273-524e753fcb10', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x82857f9e4858b0e164ed945ae404cf31a3df04e60bbfdf02b4948a33890ff541'),
	('01a23148-7917-73d2-91a0-54cba500d898', 2, '01a23148-7ac7-706e-ba6f-cac349472f98', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e41834f97b79', 'TREATMENT', -300000, 700000, -1950000, 1772474640000, '2026-03-02', 1772474640000, '01a23148-7ac7-706e-ba6f-cac0c7f8d779', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x8db51d93d073ed35ac8f11e8dad9cefd4e40538cb778692538e71ac4f89471a3'),
	('01a23148-7917-73d2-91a0-54cba500d898', 3, '01a23148-7ac7-706e-ba6f-cac349472f98', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e41834f97b79', 'WASTE', -15000, 685000, -97500, 1772474640000, '2026-03-02', 1772474640000, '01a23148-7ac7-706e-ba6f-cac0c7f8d779', NULL, NULL, 'PREPARATION_ERROR', NULL, NULL, NULL, NULL, NULL, '\x95049dd60cd7f71a79fab5dc0721fa533d7af2b4db2ca57b33e280b4007b3d56'),
	('01a23148-7947-765f-a2f9-a005797d278f', 2, '01a23148-7ac7-706e-ba6f-cac349472f98', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e419711bf1e2', 'TREATMENT', -7000, 33000, -2450000, 1772474640000, '2026-03-02', 1772474640000, '01a23148-7ac7-706e-ba6f-cac1655687fc', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xe439c9ed5b84c40660da58a8b0991fe2c621feed1f0eccebde99021674a11cac'),
	('01a23148-7947-765f-a2f9-a005797d278f', 3, '01a23148-7ac7-706e-ba6f-cac349472f98', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e419711bf1e2', 'WASTE', -3000, 30000, -1050000, 1772474640000, '2026-03-02', 1772474640000, '01a23148-7ac7-706e-ba6f-cac1655687fc', NULL, NULL, 'SINGLE_USE_REMAINDER', NULL, NULL, NULL, NULL, NULL, '\x3a1265a865cb5852d79d5fcc2652e810eda2513395febc71cee63490f4b7b6b2'),
	('01a23148-796a-7220-b56c-2705df5880bb', 3, '01a23148-7ac7-706e-ba6f-cac349472f98', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 'CONSUMPTION', -3000, 1172000, -360, 1772474640000, '2026-03-02', 1772474640000, NULL, '01a23148-7ac7-706e-ba6f-cac20b6beb08', NULL, NULL, 'PREPARATION', NULL, NULL, NULL, NULL, '\x48786914de1745c556bb7854808b32aca6f67e8015036245f2d571711c595ed2'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 3, '01a23148-7b28-7275-aa7b-b2a262fe2fa6', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'TREATMENT', -795000, 2000000, -4779938, 1772474880000, '2026-03-02', 1772474880000, '01a23148-7b28-7275-aa7b-b2a0d34d4254', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x4e2d7e583f29f0d453350dadff954f397db31d9c9a1c3d02fe698b98ea52353f'),
	('01a23148-7917-73d2-91a0-54cba500d898', 4, '01a23148-7b28-7275-aa7b-b2a262fe2fa6', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e41834f97b79', 'TREATMENT', -605000, 80000, -3932500, 1772474880000, '2026-03-02', 1772474880000, '01a23148-7b28-7275-aa7b-b2a1f4575fcb', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xc37a2138e44279a6ff07371af215b4018f41db0b3658f8f4432e94cb116763e3'),
	('01a23148-7947-765f-a2f9-a005797d278f', 6, '01a23148-7d65-716c-aab0-bcdcc1b9f2ed', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7d65-716c-aab0-bcda2dea7796', 'TREATMENT', -5000, 25000, -1750000, 1772474940000, '2026-03-02', 1772478240000, '01a23148-7d65-716c-aab0-bcdb7c52974c', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x094c37ab1966703d30e8412d54ef68940efc16b722796c2e61149531ad2c00da'),
	('01a23148-7947-765f-a2f9-a005797d278f', 7, '01a23148-7d65-716c-aab0-bcdcc1b9f2ed', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7d65-716c-aab0-bcda2dea7796', 'WASTE', -5000, 20000, -1750000, 1772474940000, '2026-03-02', 1772478240000, '01a23148-7d65-716c-aab0-bcdb7c52974c', NULL, NULL, 'SINGLE_USE_REMAINDER', NULL, NULL, NULL, NULL, NULL, '\xc1ca212cc7bd27f7319609ab2da3c2fe0e685401041f2fb002cfea16a59a61af'),
	('01a23148-7917-73d2-91a0-54cba500d898', 5, '01a23148-7e06-749c-9632-7481ef7d8763', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e41834f97b79', 'WASTE', -50000, 30000, -325000, 1772478720000, '2026-03-02', 1772478720000, NULL, NULL, NULL, 'CONTAMINATED', NULL, NULL, NULL, NULL, NULL, '\x3c12ee5fd5e80e2fa6fc2cb0e7c78f2708eff63ba76202b46bd302251d2f40f6'),
	('01a23148-7917-73d2-91a0-54cc101a57ff', 2, '01a23148-7e06-749c-9632-7481ef7d8763', '01a23148-7916-75df-9b72-d513ff5d9561', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'WASTE', -1000000, 2000000, -5000000, 1772478720000, '2026-03-02', 1772478720000, NULL, NULL, NULL, 'OTHER', NULL, 'given to the training centre', NULL, NULL, NULL, '\x663cbfb0fdff3448b419b383ec7c98db3029b5a97e94eb374a72d8d07e86dbfd'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 6, '01a23148-7e66-7165-8ac7-c22c0deeeaeb', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'COUNT', -15000, 2070000, -90187, 1772478960000, '2026-03-02', 1772478960000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x58786c11eee337f060d3b4b6ce422ab4887d10db0644b6f05fe48a219b523686'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 4, '01a23148-7ebf-74b1-b8bd-b4dce4ca2861', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -20000, 40000, -760000, 1772481600000, '2026-03-02', 1772481660000, NULL, NULL, '01a23148-7ec0-7586-9363-f12e4bb5e90b', NULL, NULL, NULL, NULL, NULL, NULL, '\x7c2310607c651d5831a8efe83de97a2aa6ff3d8c0defef71bc4532b91feb5605'),
	('01a23148-796a-7220-b56c-270ad41c275a', 3, '01a23148-7ebf-74b1-b8bd-b4dce4ca2861', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -10000, 10000, NULL, 1772481600000, '2026-03-02', 1772481660000, NULL, NULL, '01a23148-7ec0-7586-9363-f12fdf22d82e', NULL, NULL, NULL, NULL, NULL, NULL, '\x94d05d7de09919553af2a6a4e514d8926cbefdef36be36da1a49a65738bcad93'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 8, '01a23148-8026-76a1-998a-6567d20a0fd6', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 20000, 60000, 760000, 1772482500000, '2026-03-02', 1772482500000, NULL, NULL, '01a23148-7ee8-76ac-9284-e9aefe4948a6', NULL, NULL, NULL, NULL, NULL, NULL, '\xc402dd2748d83604681a420097078e4c3b85daee72060c68fc17585d6f15ca30'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 6, '01a23148-8026-76a1-998a-6567d20a0fd6', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 70000, 110000, 1772482500000, '2026-03-02', 1772482500000, NULL, NULL, '01a23148-7ee8-76ac-9284-e9aff0788106', NULL, NULL, NULL, NULL, NULL, NULL, '\x5c8b8ff345c9faa0fee6b0ccedbb6bde2c76087b54cd48e074476c9be782842b'),
	('01a23148-7917-73d2-91a0-54cba500d898', 6, '01a23148-81f0-72f7-84ad-c9d13651780f', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e41834f97b79', 'WASTE', -30000, 0, -195000, 1772640480000, '2026-03-04', 1772640480000, NULL, NULL, NULL, 'IN_USE_EXPIRED', NULL, NULL, NULL, NULL, NULL, '\x81658f344a1d849ab19daa81d85909c114c8c6d8a91b59db9e44098e67448f8b'),
	('01a23148-8235-75d4-836c-25af1a7f95e8', 2, '01a23148-8255-7535-8ade-faa44f0a4742', '01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-8252-73dd-9c58-d8657691021d', 'TREATMENT', -100000, 1900000, NULL, 1772640720000, '2026-03-04', 1772640720000, '01a23148-8255-7535-8ade-faa3c1fbd569', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x4c94be9c7f0bd7b53ec14c6acb60e81ddc76b06fb2da70e40d9dacd1c989bc9c'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 12, '01a23148-8566-7766-9183-bb6546e108ff', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 1000000, 4780000, NULL, 1773069060000, '2026-03-09', 1773069060000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xdbbe86f4905e21b289aaabebb31956eb9bdb2c27be9fa343c743ac390ba3fc0b'),
	('01a23148-7947-765f-a2f9-a005797d278f', 9, '01a23148-8566-7766-9183-bb6546e108ff', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 10000, 20000, NULL, 1773069060000, '2026-03-09', 1773069060000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xeb70f87fb410a4685efce7e56162d9618b9ff316127ffa034365ed09f4241bec'),
	('01a23148-77ef-74cc-bbae-5f403bf634b5', 3, '01a23148-89ec-7755-9ecb-b81a24fe2ac2', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'DESTRUCTION', -40000, 0, -480000, 1773070200000, '2026-03-09', 1773070200000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xfb132efd5e080a28fdcfee0a8c415c05d95d35a7d14084bd068da943a81b3146'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 4, '01a23148-7b42-72fa-954c-9cfe4d699ad4', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7b41-737c-b692-3a02ff1f9236', 'TREATMENT', -120000, 1880000, -721500, 1772474940000, '2026-03-02', 1772474940000, '01a23148-7b42-72fa-954c-9cfd9c52c19e', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x0d38f8d6505b30ffe0753065147e6393cf50a16ddecbca0e6ce5327a690e351c'),
	('01a23148-796a-7220-b56c-270bb00d017b', 2, '01a23148-7bb2-7278-889b-51128f7704d3', '01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7bb1-779f-bda7-4d2a32fe3f7c', 'TREATMENT', -50000, 350000, NULL, 1772475120000, '2026-03-02', 1772475120000, '01a23148-7bb2-7278-889b-5111fb2d145d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xbfee354c7ca6a7f140f0bf793a9159700752bc29c31994d2201cab5de39b4aef'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 5, '01a23148-7cd9-7256-8386-bb4c2b7f1439', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'TREATMENT', 205000, 2085000, 1232562, 1772474520000, '2026-03-02', 1772478060000, '01a23148-7a96-7226-9273-524d827c16e3', NULL, NULL, NULL, NULL, NULL, NULL, '01a23148-78ed-7664-8215-ca4bf3548482', 2, '\x906fd617bb2d763f539903a0d351002b1020fe4ccd8a86b1db81942421a32f15'),
	('01a23148-7947-765f-a2f9-a005797d278f', 8, '01a23148-7e23-749e-bc6b-c15daf591188', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'WASTE', -10000, 10000, -3500000, 1772478600000, '2026-03-02', 1772478780000, NULL, NULL, NULL, 'TEMPERATURE_EXCURSION', NULL, NULL, NULL, NULL, NULL, '\xcfdc3a7573917053bab5f5fbfb658f4a668db6d603ee6135126ffb9dbdaf3512'),
	('01a23148-796a-7220-b56c-2707c941718a', 4, '01a23148-7e7a-73aa-91fb-e225e324ae20', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'ADJUSTMENT', 90000, 4800000, 0, 1772478900000, '2026-03-02', 1772479020000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '01a23148-796a-7220-b56c-2707c941718a', 3, '\xf9285463f322bf62837db20732a4b0ad24962a683e54557889f86920a4a92cba'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 3, '01a23148-7e7a-73aa-91fb-e225e324ae20', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'ADJUSTMENT', -10000, 60000, -380000, 1772478900000, '2026-03-02', 1772479020000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '01a23148-78ed-7664-8215-ca4c6d801d43', 2, '\x6d0ae88c1b17059178f5590c3d2dac0da7fd4e2344684305bea0b8fffd2047a5'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 3, '01a23148-7f39-76a5-989d-e9b81304fefc', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -30000, 60000, -330000, 1772481900000, '2026-03-02', 1772481900000, NULL, NULL, '01a23148-7f3b-70ed-82ef-a8bd508991f6', NULL, NULL, NULL, NULL, NULL, NULL, '\x4c24f9ebe9667997daf246b94462a20fc37270e02a734a40fb6ebb80cc9d93e0'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 6, '01a23148-7fd0-7246-999b-45ecdc6bfef4', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 30000, 380000, 1772482320000, '2026-03-02', 1772482320000, NULL, NULL, '01a23148-7ec0-7586-9363-f12e4bb5e90b', NULL, NULL, NULL, NULL, NULL, NULL, '\xc37334242a236edc374428fc8de2c11208cf6204f0200eac10176c06fe6a3cf0'),
	('01a23148-796a-7220-b56c-270ad41c275a', 5, '01a23148-7fd0-7246-999b-45ecdc6bfef4', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 10000, NULL, 1772482320000, '2026-03-02', 1772482320000, NULL, NULL, '01a23148-7ec0-7586-9363-f12fdf22d82e', NULL, NULL, NULL, NULL, NULL, NULL, '\x924010c661309a9b3a77c9bc4ca71f2e51c237080e78c0458003f52ce692d089'),
	('01a23148-8235-75d4-836c-25af1a7f95e8', 3, '01a23148-8267-7643-bbac-8fe39a5e3a8d', '01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'LOT_CORRECTION', -1000000, 900000, NULL, 1772640780000, '2026-03-04', 1772640780000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x1619b7473c85aee9908e4ae1d4e66eb1755855ad6c183d77c2d5345b0b6957e2'),
	('01a23148-8235-75d4-836c-25af1a7f95e8', 4, '01a23148-8267-7643-bbac-8fe39a5e3a8d', '01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-8252-73dd-9c58-d8657691021d', 'LOT_CORRECTION', -900000, 0, NULL, 1772640780000, '2026-03-04', 1772640780000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xe6ed27d7fbef0f0d37e381a567586f822c013f5f4abc427db7a0a20272577c98'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 10, '01a23148-8267-7643-bbac-8fe39a5e3a8d', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'LOT_CORRECTION', 1000000, 2880000, NULL, 1772640780000, '2026-03-04', 1772640780000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xf64f023f05fddb01181a74142ebd439bbdcf042cbc4a51d9a9622a202c473cb3'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 11, '01a23148-8267-7643-bbac-8fe39a5e3a8d', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-8252-73dd-9c58-d8657691021d', 'LOT_CORRECTION', 900000, 3780000, NULL, 1772640780000, '2026-03-04', 1772640780000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x4d11ffb149b9c1d327f3a8952ddcd996c4b49203a2e77dfa8b738bae71efaa1a'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 14, '01a23148-8815-739b-b438-1a51018538d1', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'DESTRUCTION', -2000000, 2680000, NULL, 1773069840000, '2026-03-09', 1773069840000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xaa1b607b53e6913db3b4cdd0acf8f4d1812429d352525b2b80dc647c3db7e481'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 15, '01a23148-8815-739b-b438-1a51018538d1', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-8252-73dd-9c58-d8657691021d', 'DESTRUCTION', -900000, 1780000, NULL, 1773069840000, '2026-03-09', 1773069840000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7db86985853bd6334803f35e890c3069439b585f395b9bc89ce215b0f68c8807'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 16, '01a23148-8815-739b-b438-1a51018538d1', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7b41-737c-b692-3a02ff1f9236', 'DESTRUCTION', -780000, 1000000, NULL, 1773069840000, '2026-03-09', 1773069840000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xa2a7d9b24fa918e8af69e0d3254518cafbf25e2d51d182624c9a5db9ec3acfbe'),
	('01a23148-7947-765f-a2f9-a0061d7bd7d8', 2, '01a23148-7b65-7182-95ab-9cab10628aa2', '01a23148-7944-74bc-9fda-995f47748a19', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'TREATMENT', -10000, 0, NULL, 1772474400000, '2026-03-02', 1772475000000, '01a23148-7b65-7182-95ab-9caa010c15f9', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x0c77076e97b04eb889842ff1a80d175e0c838d62dbee5877ad7cd8164dc1bd30'),
	('01a23148-796a-7220-b56c-2705df5880bb', 4, '01a23148-7c23-7760-ba91-37bafd4ea5ab', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 'TREATMENT', -100000, 1072000, -12000, 1772475240000, '2026-03-02', 1772475240000, '01a23148-7c23-7760-ba91-37b9659c2776', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x15e2d80bd1c3b46c1c2aabb00637d59dc958a490d6646b19c817e0c194e19451'),
	('01a23148-796a-7220-b56c-2705df5880bb', 5, '01a23148-7cb0-7596-80e3-0a62d0c1b187', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fdc1bec95c4', 'TREATMENT', -20000, 1052000, -2400, 1772469060000, '2026-03-02', 1772475480000, '01a23148-7cb0-7596-80e3-0a61015b3296', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x811b748baff3026d5ee34f09bd3584a56ec75ca742fdf1517dd60329171aa6ec'),
	('01a23148-796a-7220-b56c-2707c941718a', 3, '01a23148-7e51-70ad-adfd-e031f91a541d', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'ADJUSTMENT', -90000, 4710000, 0, 1772478900000, '2026-03-02', 1772478900000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xb64fb87d710adb12e264ff9bc792016975d3aa99ba3250ca9e84d9f0ba195004'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 2, '01a23148-7e51-70ad-adfd-e031f91a541d', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'ADJUSTMENT', 10000, 70000, 380000, 1772478900000, '2026-03-02', 1772478900000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x6b9505bf53350bbf00e23535a6a982b3bf9292f3bee891928ad4b2b8ede9320f'),
	('01a23148-796a-7220-b56c-2707c941718a', 5, '01a23148-7ea1-7756-bc76-095846028641', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER_RETURN', -100000, 4700000, 0, 1772479140000, '2026-03-02', 1772479140000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xdceb9d9df5ac49f443a69ffc57d945fc80fbeb16c933a3c6c58f80350c8e7cc6'),
	('01a23148-7f8f-7631-b2b1-34227f41fa6f', 2, '01a23148-7fac-74d4-93a7-61647dbe8d79', '01a23148-7f88-7790-871a-83f351058eee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -10000, 20000, -390000, 1772421840000, '2026-03-01', 1772482200000, NULL, NULL, '01a23148-7fac-74d4-93a7-61653ef84d02', NULL, NULL, NULL, NULL, NULL, NULL, '\xe6ab39b8d025d3c4988469f9dc7ac43e43dbab8b3a7d287aade1d394fc75c9cf'),
	('01a23148-7f8f-7631-b2b1-34227f41fa6f', 3, '01a23148-800a-7195-a4dc-3b49ff377abe', '01a23148-7f88-7790-871a-83f351058eee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 30000, 390000, 1772482440000, '2026-03-02', 1772482440000, NULL, NULL, '01a23148-7fac-74d4-93a7-61653ef84d02', NULL, NULL, NULL, NULL, NULL, NULL, '\xb86c50b7ebde57588c980bef18c1bf95256516ed7bda941154e0580f945f22ef'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 7, '01a23148-806d-73cd-9bd2-7d913b426891', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'TREATMENT', -20000, 2050000, -120250, 1772580720000, '2026-03-03', 1772580720000, '01a23148-806d-73cd-9bd2-7d8fee422ff7', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xc25ca2e1d6ad06ed2a896a13400e1ee048545de21c222959106712d29406b041'),
	('01a23148-804e-77c2-8c4d-df4617a66bb3', 2, '01a23148-806d-73cd-9bd2-7d913b426891', '01a23148-804d-770d-985b-26d30c2a86b0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'TREATMENT', -10000, 10000, NULL, 1772580720000, '2026-03-03', 1772580720000, '01a23148-806d-73cd-9bd2-7d9088cf5d80', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x4ec85a4d19a36a3af56fe4db63cb47e70febb8f3a56cb813593f7745902d6723'),
	('01a23148-796a-7220-b56c-270ad41c275a', 6, '01a23148-8187-7414-be3f-b0217b974d1f', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 20000, NULL, 1772640240000, '2026-03-04', 1772640240000, NULL, NULL, '01a23148-7f54-71c6-a05d-9878c7dc5180', NULL, NULL, NULL, NULL, NULL, NULL, '\xf8ade360e7262d35199d33340b817cd070df4baafba272d09d4cb2eb6b00a27a'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 8, '01a23148-81cd-77c1-922c-a26616a35e9d', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'COUNT', 530000, 2580000, 3186625, 1772640420000, '2026-03-04', 1772640420000, NULL, NULL, NULL, NULL, NULL, 'a day late', NULL, NULL, NULL, '\x38b909df706c524258a64d1264029fa468c11b04224e8257622e69575cbb189f'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 9, '01a23148-81cd-77c1-922c-a26616a35e9d', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', 'WASTE', -700000, 1880000, -4208750, 1772640420000, '2026-03-04', 1772640420000, NULL, NULL, NULL, 'IN_USE_EXPIRED', NULL, 'a day late', NULL, NULL, NULL, '\x21ca43abaea377aabf896ea7f0f12bb86ccdabf56b028f5cb84a1f32e2f907ad'),
	('01a23148-8235-75d4-836c-25af1a7f95e8', 1, '01a23148-8233-7305-8ad2-e1f11f1e9565', '01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 2000000, 2000000, NULL, 1772640660000, '2026-03-04', 1772640660000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\x2f4e4eacec7dc33705381722dad0d1cc36293b4bf497b33523ddb8a878620451'),
	('01a23148-78ed-7664-8215-ca4bf3548482', 13, '01a23148-85b9-771f-b698-fd4f6497b005', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7b41-737c-b692-3a02ff1f9236', 'TREATMENT', -100000, 4680000, NULL, 1773067380000, '2026-03-09', 1773069180000, '01a23148-85b9-771f-b698-fd4e5d67293c', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xf9734a1ad59157392291af1076ef60ede909ece3181364ef64d02808418d23d0'),
	('01a23148-79f1-7164-b21e-35cfcc59c5a2', 2, '01a23148-8770-7565-b13b-0672c37fe0b5', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75e7-702d-91f9-168404831f9c', NULL, 'SUPPLIER_RETURN', -2000000, 0, NULL, 1773069660000, '2026-03-10', 1773069660000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x560410267ee9cd73706562a6a4ae55321b3a499ee91f4e455a4e50ea8c483343'),
	('01a23148-7947-765f-a2f9-a005797d278f', 4, '01a23148-7cf8-7711-b520-67f076f0d8d7', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e419711bf1e2', 'TREATMENT', 7000, 37000, 2450000, 1772474640000, '2026-03-02', 1772478120000, '01a23148-7ac7-706e-ba6f-cac1655687fc', NULL, NULL, NULL, NULL, NULL, NULL, '01a23148-7947-765f-a2f9-a005797d278f', 2, '\x335d41e1737121cf1fc5cda2b72fa6ad524044240696428ad3dc403a2d460139'),
	('01a23148-7947-765f-a2f9-a005797d278f', 5, '01a23148-7cf8-7711-b520-67f076f0d8d7', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7ac5-716e-a4b6-e419711bf1e2', 'WASTE', -7000, 30000, -2450000, 1772474640000, '2026-03-02', 1772478120000, '01a23148-7ac7-706e-ba6f-cac1655687fc', NULL, NULL, 'DAMAGED', NULL, NULL, NULL, NULL, NULL, '\x6727893987e3a72d3a9e722a79456c8a6b7877fec306ff2ac743c83688d0718a'),
	('01a23148-796a-7220-b56c-270944f18592', 2, '01a23148-7e3b-70e7-b3de-cbc455a3c7b0', '01a23148-7967-7512-8d68-d3960aa4a2f1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'CONSUMPTION', -10000, 10000, 0, 1772478840000, '2026-03-02', 1772478840000, NULL, NULL, NULL, NULL, 'TESTER', NULL, NULL, NULL, NULL, '\xf72a6492ef3f2612149c4b618c135b316624d3cb84bc05407f904653666b3fa3'),
	('01a23148-796a-7220-b56c-2707c941718a', 2, '01a23148-7e3b-70e7-b3de-cbc455a3c7b0', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'CONSUMPTION', -200000, 4800000, 0, 1772478840000, '2026-03-02', 1772478840000, NULL, NULL, NULL, NULL, 'OTHER', 'a spilt bottle', NULL, NULL, NULL, '\xbeebba4cf8ed3c9e1cce5804935a9f196bf3151787d544ef3f7929bb1c322859'),
	('01a23148-796a-7220-b56c-270ad41c275a', 2, '01a23148-7e91-7304-8d86-6125374fb9e1', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER_RETURN', -10000, 20000, NULL, 1772479080000, '2026-03-02', 1772479080000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x7c4d78c7571be655c3ff088972d4d8172d48c1d610688297955bb87d49f87dd7'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 5, '01a23148-7ee7-7365-82a3-900ed1de7f4a', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -20000, 20000, -760000, 1772481720000, '2026-03-02', 1772481720000, NULL, NULL, '01a23148-7ee8-76ac-9284-e9aefe4948a6', NULL, NULL, NULL, NULL, NULL, NULL, '\xddbfc1b3c5e4cabe3aad453b1be594718b2e11568eaf8a713d99c228483878e4'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 2, '01a23148-7ee7-7365-82a3-900ed1de7f4a', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -10000, 90000, -110000, 1772481720000, '2026-03-02', 1772481720000, NULL, NULL, '01a23148-7ee8-76ac-9284-e9aff0788106', NULL, NULL, NULL, NULL, NULL, NULL, '\x20a5f697f357a63c0b690f22838dfa66e6531a13be455c2664c3af3d5b4ad406'),
	('01a23148-796a-7220-b56c-270ad41c275a', 4, '01a23148-7f54-71c6-a05d-98767d11f7a1', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', -10000, 0, NULL, 1772481960000, '2026-03-02', 1772481960000, NULL, NULL, '01a23148-7f54-71c6-a05d-9878c7dc5180', NULL, NULL, NULL, NULL, NULL, NULL, '\x76788521b11017b0f79da5a87a5342114f2d57dc39a05ab9982d9a38acb6b05d'),
	('01a23148-7f8f-7631-b2b1-34227f41fa6f', 1, '01a23148-7f86-75cb-996f-d4e21ae3677a', '01a23148-7f88-7790-871a-83f351058eee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 30000, 30000, 1170000, 1772482140000, '2026-03-02', 1772482140000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xcc722ca66a764c7af4bbe1989841b50d92feeadd8ba7f6db530c76329c8248ec'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 4, '01a23148-7feb-716a-a96e-dbeebfae2b4c', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 70000, 110000, 1772482380000, '2026-03-02', 1772482380000, NULL, NULL, '01a23148-7f3b-70ed-82ef-a8bd508991f6', NULL, NULL, NULL, NULL, NULL, NULL, '\x176b388232cb1742d93f02436080d3ebbb98ae7ea10f42979c7d912ceb96a583'),
	('01a23148-796a-7220-b56c-2708b1e1b16a', 5, '01a23148-7feb-716a-a96e-dbeebfae2b4c', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'DESTRUCTION', -10000, 60000, -110000, 1772482380000, '2026-03-02', 1772482380000, NULL, NULL, '01a23148-7f3b-70ed-82ef-a8bd508991f6', NULL, NULL, NULL, NULL, NULL, NULL, '\xab5f8c0168cfadec969f5ad851127190328b02dc01c7485f7818dcc3bd47ed7d'),
	('01a23148-78ed-7664-8215-ca4c6d801d43', 7, '01a23148-7feb-716a-a96e-dbeebfae2b4c', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SALE', 10000, 40000, 380000, 1772482380000, '2026-03-02', 1772482380000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xf60b85d616844275112b9a83f110a070fc4343ec623cf01a772beb039ad22602'),
	('01a23148-804e-77c2-8c4d-df4617a66bb3', 1, '01a23148-804c-703f-897d-76ee0b9ec5b8', '01a23148-804d-770d-985b-26d30c2a86b0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'SUPPLIER', 20000, 20000, NULL, 1772580660000, '2026-03-03', 1772580660000, NULL, NULL, NULL, NULL, NULL, NULL, 'PURCHASED', NULL, NULL, '\xf9e08bec1c36595a4bf46028708dca0b1e9e6c74655e9d353c51bdba0ba25a64'),
	('01a23148-77ef-74cc-bbae-5f403bf634b5', 2, '01a23148-89a2-72a8-9780-f4ad15e2acf4', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'ADJUSTMENT', -10000, 40000, -120000, 1773070080000, '2026-03-09', 1773070080000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\x6bc4371959c55b135f5777c77433820ed3fcc2b4821ab06f35d5226e548588e8');


--
-- Data for Name: export_link; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.export_link VALUES
	('01a23148-8b1f-77bf-82fd-10d643631b1e', '901f0ede7e20f0d4ebe0022f1406f124f1219b651c0f15453404de029d0a3f62', '{"reconciliation":{"product_id":"product_01m8rmgxjaejkvh83dzsk08189","supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","lot_id":"lot_01m8rmgy72ena865e3haz4fxe0","site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","from":"2026-03-01","to":"2026-03-09"}}', '{"subject":"dia","client":"tests","grants":[{"role":"MedicalDirector","sites":"All"}],"scopes":[]}', 1773070740000, 1773070800000, NULL),
	('01a23148-8b32-7719-a209-6ec0b4224763', '44e4a7454757d602c9edcef92c058e6d5a68f9869d7f90903769bbd78b3ba75c', '{"reconciliation":{"product_id":null,"supplier_id":null,"lot_id":null,"site_id":null,"from":"2026-03-01","to":"2026-03-09"}}', '{"subject":"max","client":"tests","grants":[{"role":"Manager","sites":"All"}],"scopes":[]}', 1773070800000, 1773070860000, NULL),
	('01a23148-8b3f-700e-9777-c55aa7cfc98c', '5a2e2a926fdf7565bd7a181fb23326669b53fb7f5955966e2b0ffb539d7de96a', '{"supplier":{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","from":"2026-01-01","to":"2026-03-09"}}', '{"subject":"max","client":"tests","grants":[{"role":"Manager","sites":"All"}],"scopes":[]}', 1773070860000, 1773070920000, NULL),
	('01a23148-8b47-77df-b7f7-a58b72f4552a', '0a4c5e224ef785b0278dce5445e99d58b4d2583bf8c10bb4a8ea3628505058c7', '{"reorderReport":{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","due_only":true}}', '{"subject":"max","client":"tests","grants":[{"role":"Manager","sites":"All"}],"scopes":[]}', 1773070920000, 1773070980000, NULL),
	('01a23148-8b4f-7793-9859-ef663468bfbb', 'bf46a91b94f121c517759a249bbdc909ebada6a334d65d1461325e2bd5958a58', '{"reorderReport":{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","due_only":false}}', '{"subject":"max","client":"tests","grants":[{"role":"Manager","sites":"All"}],"scopes":[]}', 1773070980000, 1773071040000, NULL),
	('01a23148-8b64-7022-b39b-ec08ccf2000b', '1659f658acdc35acf423d3c6720ffb8846c3da468df43e1453cbe6936a6d1297', '{"purchaseOrder":{"purchase_order_id":"order_01m8rmgy5fenk85js6eb7mmm8d"}}', '{"subject":"max","client":"tests","grants":[{"role":"Manager","sites":"All"}],"scopes":[]}', 1773071040000, 1773071100000, NULL),
	('01a23148-8b71-7130-b938-12eb465d71a2', '01a68a9f350ac3628dd4d793e51811a72bf68688ec41ddf16749514b15a1a755', '{"recall":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","part":"report"}}', '{"subject":"dia","client":"tests","grants":[{"role":"MedicalDirector","sites":"All"}],"scopes":[]}', 1773071100000, 1773071160000, NULL),
	('01a23148-8b7a-755b-9c22-e89b23f852c3', '7872f0738445dea8598fda02dab12a445895d1574e2905fb60613d502da2eb34', '{"recall":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","part":"exposures"}}', '{"subject":"ivy","client":"tests","grants":[{"role":"Auditor","sites":"All"}],"scopes":[]}', 1773071160000, 1773071220000, NULL),
	('01a23148-8b82-74f9-9297-4c576bc1d73a', '8808c2d703f28b2a8d105a1f763ea1c93cc43abf086bc253c78cf9e27f9e7823', '{"recall":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","part":"contacts"}}', '{"subject":"dia","client":"tests","grants":[{"role":"MedicalDirector","sites":"All"}],"scopes":[]}', 1773071220000, 1773071280000, NULL),
	('01a23148-8b91-7103-96b6-7c9e25734aa3', 'c6d02b4275435ab600deaa9dddd831a8d10701d32360659fd6648e19206eb69c', '{"recall":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","part":{"fhir":"R4"}}}', '{"subject":"dia","client":"tests","grants":[{"role":"MedicalDirector","sites":"All"}],"scopes":[]}', 1773071280000, 1773071340000, NULL),
	('01a23148-8b9d-77ab-a003-7751b28619f6', '7e5fa7f3d6e9d8990d116fd9e9eaa6a5b51b981f6b9aae44ee0f739223e73d8a', '{"recall":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","part":{"fhir":"R5"}}}', '{"subject":"dia","client":"tests","grants":[{"role":"MedicalDirector","sites":"All"}],"scopes":[]}', 1773071340000, 1773071400000, NULL);


--
-- Data for Name: former_price; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.former_price VALUES
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 1772465160000, 890000);


--
-- Data for Name: hold; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.hold VALUES
	('01a23148-7972-737f-94cb-180a362842f5', 'QUARANTINE', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 300000, 'received damaged', '01a23148-7960-77dd-94c4-ec20961754a5', 1772471040000, 'max', NULL, NULL, NULL, NULL),
	('01a23148-7fd1-7614-a038-a368aed8cbb4', 'QUARANTINE', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 10000, 'Came back from a customer: the seal was broken', '01a23148-7fd0-7246-999b-45ecdc6bfef4', 1772482320000, 'flo', NULL, NULL, NULL, NULL),
	('01a23148-7fee-74fe-bd6e-b702c98ce8b8', 'QUARANTINE', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 10000, 'Came back from a customer: without a receipt', '01a23148-7feb-716a-a96e-dbeebfae2b4c', 1772482380000, 'flo', NULL, NULL, NULL, NULL),
	('01a23148-8090-7088-a7ad-d7e7f158d837', 'QUARANTINE', '01a23148-7f88-7790-871a-83f351058eee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 10000, 'crushed', NULL, 1772640060000, 'ana', NULL, NULL, NULL, NULL),
	('01a23148-80f5-7640-8f8e-e59862cf4b4c', 'QUARANTINE', '01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, NULL, 'the freezer read 4 °C', NULL, 1772640120000, 'max', NULL, NULL, NULL, NULL),
	('01a23148-8174-73fc-9cd3-417392bac3bc', 'SUSPECT', '01a23148-7968-7664-9b42-c7d8f2d551e1', NULL, NULL, NULL, 'the hologram is missing', NULL, 1772640180000, 'dia', NULL, NULL, NULL, NULL),
	('01a23148-8188-7047-9f39-9a66a41d256e', 'QUARANTINE', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 10000, 'Came back from a customer: it stings', '01a23148-8187-7414-be3f-b0217b974d1f', 1772640240000, 'flo', NULL, NULL, NULL, NULL),
	('01a23148-8090-7088-a7ad-d7e8eba0ba97', 'QUARANTINE', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7a5c-7622-89f9-4fddcc3edddc', NULL, 'crushed', NULL, 1772640060000, 'ana', 1772640300000, 'max', 'it was another one', NULL),
	('01a23148-8322-7275-b080-a85eefcbfc58', 'RECALL', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, NULL, 'Recall AV-1 of AbbVie Inc.: particles', NULL, 1773068640000, 'dia', NULL, NULL, NULL, '01a23148-8306-72be-ac59-6fa65c76ab20'),
	('01a23148-8322-7275-b080-a860bc8af02c', 'RECALL', '01a23148-7915-76c6-9910-b8ad08df5013', NULL, NULL, NULL, 'Recall AV-1 of AbbVie Inc.: particles', NULL, 1773068640000, 'dia', NULL, NULL, NULL, '01a23148-8306-72be-ac59-6fa65c76ab20'),
	('01a23148-8371-713a-8d00-0b1aeab92a20', 'RECALL', '01a23148-7960-77dd-94c4-ec212f5d3695', NULL, NULL, NULL, 'Recall AV-1 of AbbVie Inc.: opened by mistake', NULL, 1773068820000, 'dia', 1773068880000, 'dia', 'The recall was cancelled: another firm''s product', '01a23148-8370-7607-a33e-b217320271c9'),
	('01a23148-8371-713a-8d00-0b1b77d0946d', 'RECALL', '01a23148-7a20-70a7-a30d-659b60afeb68', NULL, NULL, NULL, 'Recall AV-1 of AbbVie Inc.: opened by mistake', NULL, 1773068820000, 'dia', 1773068880000, 'dia', 'The recall was cancelled: another firm''s product', '01a23148-8370-7607-a33e-b217320271c9'),
	('01a23148-8512-7472-993e-3884e04836e0', 'SUSPECT', '01a23148-7943-76b6-9e18-f9ddad78b6d2', NULL, NULL, NULL, 'The recall of Cascade Supplies: the label looks odd', NULL, 1773068940000, 'dia', NULL, NULL, NULL, '01a23148-8510-70a5-a3fd-a992f330e584'),
	('01a23148-8322-7275-b080-a85fb9e4a43b', 'RECALL', '01a23148-7916-75df-9b72-d513ff5d9561', NULL, NULL, NULL, 'Recall AV-1 of AbbVie Inc.: particles', NULL, 1773068640000, 'dia', 1773069900000, 'dia', 'the firm took it back', '01a23148-8306-72be-ac59-6fa65c76ab20'),
	('01a23148-8968-713c-b860-41a6175d91f7', 'RECALL', '01a23148-77ee-72d1-84db-a71abe18afee', NULL, NULL, NULL, 'Recall GL-5 of Glow Labs: the wrong label', NULL, 1773070020000, 'dia', NULL, NULL, NULL, '01a23148-8967-71bc-847d-fb9c343dcf6c');


--
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idempotency VALUES
	('tests', 'golden 001 createSite', 'createSite', '\xe2282d913eb37478f4bd0738e28fec02fa2fa19dd8dc4c54b8f207368a320d7a', '{"done":{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2"},"notices":[]}', 1772464080000),
	('tests', 'golden 002 createSite', 'createSite', '\xf2e2ceffecac262ffc8955c888fc0592bafc2a172ff3951d9fb7d04026eb92da', '{"done":{"site_id":"site_01m8rmgxf7e0ps3y8pgg2867ww"},"notices":[]}', 1772464140000),
	('tests', 'golden 003 setSitePolicy', 'setSitePolicy', '\x48ffc40b7ecb5ac3d8257a8af7e7490f62146bc4b6bd00a49836eb2329fd2a69', '{"done":{"site_id":"site_01m8rmgxf7e0ps3y8pgg2867ww","assumed_lots":"ACCEPT","scope_of_practice":"WARN","late_entry_hours":48},"notices":[]}', 1772464200000),
	('tests', 'golden 004 setSitePolicy', 'setSitePolicy', '\x5a2603bf76cbbffd08fc0febca22b39ba6b29cc0e81d8a65bb98c598c18fc9eb', '{"done":{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","assumed_lots":"CONFIRM","scope_of_practice":"ENFORCE","late_entry_hours":12},"notices":[]}', 1772464260000),
	('tests', 'golden 005 setSitePolicy', 'setSitePolicy', '\xd18c770746911701d0b74ae6c8037428e69a0c8652bcd91b3c3ceaa718cc69de', '{"done":{"site_id":"site_01m8rmgxeqeb1s3ttfvm6gsrc2","assumed_lots":"ACCEPT","scope_of_practice":"ENFORCE","late_entry_hours":12},"notices":[]}', 1772464320000),
	('tests', 'golden 006 createProduct', 'createProduct', '\xec43cb85fd76987c431351b431acde872c039c7818007105e63e8003b64e8ff7', '{"done":{"product_id":"product_01m8rmgxjaejkvh83dzsk08189"},"notices":[]}', 1772464440000),
	('tests', 'golden 007 createProduct', 'createProduct', '\xb831cb4e74528bee4893f8ad33c7cfc640cf5db87caac645db7745e46ecec4a9', '{"done":{"product_id":"product_01m8rmgxkcepg92v64ekpntqxx"},"notices":[]}', 1772464500000),
	('tests', 'golden 008 createProduct', 'createProduct', '\x10355c810ce26d7511fd170172c6292b9cb6918d58b217fb949a564994f2a41d', '{"done":{"product_id":"product_01m8rmgxm2eyrvjwnq3zwggp6a"},"notices":[]}', 1772464560000),
	('tests', 'golden 009 createProduct', 'createProduct', '\x99f5cfe2d4e218756e43cc21d8ad77eaf5828891eb4a1e55cfd296a1ddb0e856', '{"done":{"product_id":"product_01m8rmgxmhebkb3ejtkyxsxsvg"},"notices":[]}', 1772464620000),
	('tests', 'golden 010 createProduct', 'createProduct', '\xa42785a2bd84ea49846c5c24d557f9c2eab4d99837ea7cdb09615b56719fcfbd', '{"done":{"product_id":"product_01m8rmgxmxeyy9bktjjdgwqstw"},"notices":[]}', 1772464680000),
	('tests', 'golden 011 createProduct', 'createProduct', '\xce5d9652736d593199895e13963fd397ca8983bf2cc9822ef19558f4b4be0117', '{"done":{"product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"},"notices":[]}', 1772464740000),
	('tests', 'golden 012 createProduct', 'createProduct', '\x41109e6fb096e43985bdef5fcbe05df5cec1ea3cf1f9de289e413c8d24ea0d31', '{"done":{"product_id":"product_01m8rmgxnke4ys2hzrxdk6hcw7"},"notices":[]}', 1772464800000),
	('tests', 'golden 013 createProduct', 'createProduct', '\x92287f80360dfff8de592082e6f2fe1c5e1a234f52048a774b09cb54309f49b2', '{"done":{"product_id":"product_01m8rmgxnwe1xrvq8sjxa7xq93"},"notices":[]}', 1772464860000),
	('tests', 'golden 014 createProduct', 'createProduct', '\x6a4a31c6f44343dbe232d261344c754d7ad4f8730cef49853364e0b2daf0f3fe', '{"done":{"product_id":"product_01m8rmgxp9ewarbd4mjvfppfa3"},"notices":[]}', 1772464920000),
	('tests', 'golden 015 createProduct', 'createProduct', '\xc0e793615f4dd080d2a69028bcc0114a66a0d8c8790a2d334d5ac8d2d99417e0', '{"done":{"product_id":"product_01m8rmgxpneyc99ztdgk1xjekp"},"notices":[]}', 1772464980000),
	('tests', 'golden 016 createProduct', 'createProduct', '\xaf3e9470d208ce67d407e08647c505713fbcd990d04e42ce2b5121d936cb23f4', '{"done":{"product_id":"product_01m8rmgxq0evs9dfjddh1mrexk"},"notices":[]}', 1772465040000),
	('tests', 'golden 017 updateProduct', 'updateProduct', '\x88f912ec01c11864f4ce6cada26d13b1b24a1ce57a1694bfd10b105474bc0dbb', '{"done":{"product_id":"product_01m8rmgxq0evs9dfjddh1mrexk"},"notices":[]}', 1772465100000),
	('tests', 'golden 018 updateProduct', 'updateProduct', '\x11433a7c318615dc0bd680382c7cf28d886aeaebd92fa437af6ff007e03416e3', '{"done":{"product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"},"notices":[]}', 1772465160000),
	('tests', 'golden 019 updateProduct', 'updateProduct', '\xf6b1b8207b02d7342f59c586c1fc0a040a01d66ae77662160f2994167e4669a8', '{"done":{"product_id":"product_01m8rmgxjaejkvh83dzsk08189"},"notices":[]}', 1772465220000),
	('tests', 'golden 020 createSupplier', 'createSupplier', '\xf4f3367f82f62aa3339c10389de3e1e2cbd82dfdf0532a0ec14385013c8a6973', '{"done":{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b"},"notices":[]}', 1772465340000),
	('tests', 'golden 021 createSupplier', 'createSupplier', '\xbe19c8b550bdd12f494fe03af070b014c217183bf461e3e6dcb3586122e3326f', '{"done":{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249"},"notices":[]}', 1772465400000),
	('tests', 'golden 022 updateSupplier', 'updateSupplier', '\x9656fb087a472f5bf09d312ab2453efb690eb3633fa148baba9508e66effcce4', '{"done":{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b"},"notices":[]}', 1772465460000),
	('tests', 'golden 023 updateSupplier', 'updateSupplier', '\x831e9c37578900c576ecc74944c32c1375960bf293f0f20cc75dbbd3b6c811b3', '{"done":{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249"},"notices":[]}', 1772465520000),
	('tests', 'golden 024 setSupplierItem', 'setSupplierItem', '\x6df63fe61bd4cc81fc7b3e9e60c30cd0c038183e32c63e859e8165088ebe3d3b', '{"done":{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","product_id":"product_01m8rmgxjaejkvh83dzsk08189"},"notices":[]}', 1772465580000),
	('tests', 'golden 025 setSupplierItem', 'setSupplierItem', '\xa614d5e380c3d286fbb737f945ba1f3a69e8e81ee161d2e951b36e9d2e202ddd', '{"done":{"supplier_id":"supplier_01m8rmgxtbehfsd61azamnc249","product_id":"product_01m8rmgxkcepg92v64ekpntqxx"},"notices":[]}', 1772465640000),
	('tests', 'golden 026 setSupplierItem', 'setSupplierItem', '\xa4b77ec4b219ddb67464efe702de2602447ccfd9446f2b2e64dc4ea3833322ff', '{"done":{"supplier_id":"supplier_01m8rmgxt5es4agsz4m07vzs0b","product_id":"product_01m8rmgxn8esmr9hmabhpgbq87"},"notices":[]}', 1772465700000),
	('tests', 'golden 027 setReorderPolicy', 'setReorderPolicy', '\xc48bb12c75816b78a6088edbdd8f37b9eefc38aa39335003f2f28989a10a8fd6', '{"done":{"policy_id":"policy_01m8rmgxxeesgvwvadw4mdmc1x"},"notices":[]}', 1772465760000),
	('tests', 'golden 028 setReorderPolicy', 'setReorderPolicy', '\x968cd2f7ab516e16626f44c31493c2a2b078a6263bc2ff944ed2ebc9ce98df76', '{"done":{"policy_id":"policy_01m8rmgxxpehf8wvpk5wnwzh9n"},"notices":[]}', 1772465820000),
	('lotwise import', 'catalog P-1', 'createProduct', '\xc9fe0dea57415b444cdd57ad8eb13b7f3fc6817ad43ea5cfcb0c04df1c323f91', '{"done":{"product_id":"product_01m8rmgxxse8zvvyqr4qty9023"},"notices":[]}', 1772467200000),
	('lotwise import', 'catalog P-2', 'createProduct', '\xeb355cc264456298a1de639dcf549566ef6f2d21eb542e9bf083745df0c7a88d', '{"done":{"product_id":"product_01m8rmgxy1e7yamk0yy5qpkwk8"},"notices":[]}', 1772467200000),
	('lotwise import', 'catalog P-3', 'createProduct', '\xb7c9e00eb9ffb041e87f3ae2a02fbd49d0a50666ce819a6ce81cf5c999e9ea7d', '{"done":{"product_id":"product_01m8rmgxy7e7na734mrg5wcwq5"},"notices":[]}', 1772467200000),
	('lotwise import', 'stock S-1', 'recordOpeningStock', '\x82e2e3699ce1de8038751cda19618812b233a4af7e087d39cbb4cb95337a22c0', '{"done":{"posting_id":"posting_01m8rmgxyqexw8jdc9m8476f5x","lot_ids":["lot_01m8rmgxyges6byta3jp7jjhw4"]},"notices":[]}', 1772467260000),
	('lotwise import', 'stock S-2', 'recordOpeningStock', '\x8a5b5844a1548b6c5c10c868385c4820f76ec1f38c131a6206586a174560c40d', '{"done":{"posting_id":"posting_01m8rmgxz3ebh8wsh107gz8p8n","lot_ids":["lot_01m8rmgxz3ebh8wsh0zwnp52zm"]},"notices":[]}', 1772467260000),
	('lotwise import', 'stock S-3', 'recordOpeningStock', '\xa93dcd5c3bdb7c60c42e12792f54c8155b8cd470f78d701f1a147cd643c8f4cb', '{"done":{"posting_id":"posting_01m8rmgxzeeb8r9px73f4rrhca","lot_ids":["lot_01m8rmgxzeeb8r9px73az1hbze"]},"notices":[]}', 1772467260000),
	('lotwise import', 'usages U-1', 'recordUsage', '\xb5014fd8ad9bd16a1b9e3d22052570ff34f1c9971c659d525378c406f6ef5f93', '{"done":{"usage_id":"usage_01m8rmgy00eezamyn5ddjzmkrn"},"notices":[{"code":"LATE_ENTRY","message":"Entered more than 12 hours after it was done.","field":["performedAt"]},{"code":"UNBOOKED","message":"The books do not have 24 U: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1772467320000),
	('lotwise import', 'usages U-2', 'recordUsage', '\x56baa666840f4e52430c1aefa8ec24640bf6828a05c1600dc35c2e437776e168', '{"done":{"usage_id":"usage_01m8rmgy11e9vbkh95ebswdyj3"},"notices":[]}', 1772467320000),
	('lotwise import', 'usages U-3', 'recordUsage', '\x22163fce56d33c4d59f1f47cadea91eef9d8b3e6428e2298944b1c567d1398b2', '{"done":{"usage_id":"usage_01m8rmgy1hejxv82zbd5ecs141"},"notices":[]}', 1772467320000),
	('tests', 'golden 029 createPurchaseOrder', 'createPurchaseOrder', '\x41af3fef44d00cb4a493c078fffd1ae5a466d6901a9626c8594b86e55e6660a6', '{"done":{"purchase_order_ids":["order_01m8rmgy3peeabcmpfa5yg548g"]},"notices":[]}', 1772467500000),
	('tests', 'golden 030 cancelPurchaseOrder', 'cancelPurchaseOrder', '\x4f0bf3fe279715ae22a0a42befd308da28e5999e4b7912e4f11d5865d7af78df', '{"done":{"purchase_order_id":"order_01m8rmgy3peeabcmpfa5yg548g"},"notices":[]}', 1772467560000),
	('tests', 'golden 034 submitPurchaseOrder', 'submitPurchaseOrder', '\xd97daa6db4f23bee23f7cd5f21a0f177bdae3b7e8f6dee0ce97bb6f595973ea8', '{"done":{"purchase_order_id":"order_01m8rmgy5fenk85js6eb7mmm8d"},"notices":[]}', 1772467800000),
	('tests', 'golden 039 receiveStock', 'receiveStock', '\x3d15830e9e0bdd9adbc4f11177fa74b7fbcdedb43d7594b6696301806e5aeb9b', '{"done":{"posting_id":"posting_01m8rmgy8nev39j45rngjdzx7b","lot_ids":["lot_01m8rmgy8nev39j45rnm4dym0k","lot_01m8rmgy8peqfspwpn2fznv5b1"]},"notices":[{"code":"POSSIBLE_DUPLICATE","message":"Delivery note DN-1 was entered at 2026-03-02T17:01:00+00:00 by max (posting_01m8rmgy71e4t8mk4c5ewxhjyc): is this another part of it?","field":["deliveryNote"]},{"code":"SHORT_SHELF_LIFE","message":"It expires on 2026-05-15, in 74 days; 120 are asked for.","field":["lines","1","expiresOn"]}]}', 1772470920000),
	('tests', 'golden 043 receiveStock', 'receiveStock', '\x183025a8e1fa5cffe4810b8cded8c5d1612a772807d9f08ebd3d70f73439b397', '{"done":{"posting_id":"posting_01m8rmgyd6enraffnh5r09vcrb","lot_ids":["lot_01m8rmgyd6enraffnh5yhk9r1w"]},"notices":[]}', 1772471160000),
	('tests', 'golden 045 closePurchaseOrder', 'closePurchaseOrder', '\x4ff163a9ba76a082c17556354dbf94794e23cf9ec8efb19a84001b29ecc9c7b0', '{"done":{"purchase_order_id":"order_01m8rmgy5fenk85js6eb7mmm8d"},"notices":[]}', 1772471340000),
	('tests', 'golden 052 recordUsage', 'recordUsage', '\x98efa9236a3ba5b3b6406b727a96e1619a0c7f10c55cf23510783bdb5f53a11b', '{"done":{"usage_id":"usage_01m8rmgypjenqay0ss9q1kadym"},"notices":[{"code":"REMAINDER_WASTED","message":"The rest of the syringe, 0.3 mL, is wasted.","field":["lines","1","source"]}]}', 1772474640000),
	('tests', 'golden 056 recordUsage', 'recordUsage', '\xf902f7e14839479304d44630c15bfbe863650ec5e28690094c8be8caa4ea5885', '{"done":{"usage_id":"usage_01m8rmgysaes78q6q6xphdhfes"},"notices":[{"code":"SPLIT_OVER_LOTS","message":"No single lot covers it: taken from 2 lots.","field":["lines","0","source"]},{"code":"SHARED_SINGLE_PATIENT_VIAL","message":"VIAL-7 is labelled for one patient and was drawn from for another.","field":["lines","0","source"]}]}', 1772474880000),
	('tests', 'golden 059 recordUsage', 'recordUsage', '\x3c28845118000159d261948df792fa811514952581ca446d757c15cc3e8ba86f', '{"done":{"usage_id":"usage_01m8rmgywqem2tevf5by6jzhqh"},"notices":[{"code":"UNBOOKED","message":"The books do not have 2 mL: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1772475060000),
	('tests', 'golden 065 reviewDeviation', 'reviewDeviation', '\xff0ae6c7bd28278c0ca90dede257a37e0ec4dc57eacd8f2106389466d1b592d7', '{"done":{"deviation_id":"deviation_01m8rmgytwea68dcve2knvcyrq"},"notices":[]}', 1772475540000),
	('tests', 'golden 069 correctUsage', 'correctUsage', '\xbfbfc3deb002e16815e3f2ce42b43a4365691353dfe19611ee4ce036d6b5f265', '{"done":{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"},"notices":[{"code":"REMAINDER_WASTED","message":"The rest of the syringe, 0.5 mL, is wasted.","field":["lines","0","source"]}]}', 1772478240000),
	('tests', 'golden 073 linkPatient', 'linkPatient', '\x0c14842db5bf365bd10af824216fb829e27ca4e5e6ea883a7dd53964e219a50b', '{"done":{"linked":true},"notices":[]}', 1772478480000),
	('tests', 'golden 077 recordWaste', 'recordWaste', '\xa96e068a086b24d515a06fbda09dd6447088beec7e53b19cb0c06233aa934874', '{"done":{"posting_id":"posting_01m8rmgzg6eje9cckmg7qqv1v3"},"notices":[]}', 1772478720000),
	('tests', 'golden 081 adjustStock', 'adjustStock', '\x3c16fa0d657246d04fefdb8eb6bfacfa0c4b28160dcffe6d5d982c37bf4ed232', '{"done":{"posting_id":"posting_01m8rmgzk6e5jrnhy25g6yxtqb"},"notices":[]}', 1772478960000),
	('tests', 'golden 085 recordSale', 'recordSale', '\xe8510fac1855cc3e73f716f73e173c163d823987c3f851a29404fb0b232b4bae', '{"done":{"sale_id":"sale_01m8rmgznzejrvhfdmvn5wbvqa"},"notices":[]}', 1772481660000),
	('tests', 'golden 088 recordSale', 'recordSale', '\xc2f01fec31a832296500e1b8ba2d8eb63651d375e99d894c27278b35b90b3235', '{"done":{"sale_id":"sale_01m8rmgzs2eh2r7rkt2gm5j1bv"},"notices":[{"code":"LATE_ENTRY","message":"Entered more than 12 hours after it was done.","field":["soldAt"]},{"code":"UNBOOKED","message":"The books do not have 1 each: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1772481840000),
	('tests', 'golden 093 reviewDeviation', 'reviewDeviation', '\x7c68436a83f37b0a36b102b03a21f27404a171e60045da4c7ff175eb2163ebdb', '{"done":{"deviation_id":"deviation_01m8rmgzs6ertbpfh3yvs8jtgw"},"notices":[]}', 1772482260000),
	('tests', 'golden 097 cancelSale', 'cancelSale', '\xf7463cfcc35c022d31432e3f7e378d05058dfeae7492ee76f68a168e41c6d523', '{"done":{"sale_return_id":"salereturn_01m8rmh01ae4h8qva6fxrpceyr"},"notices":[]}', 1772482500000),
	('tests', 'golden 100 placeHold', 'placeHold', '\xc345c771b6810a7ccc4b953f36074322daebb875ad9866fe1294f40a476720c5', '{"done":{"hold_ids":["hold_01m8rmh04ge24afbeqwzrnhp1q","hold_01m8rmh04ge24afbeqx3nt1emq"]},"notices":[]}', 1772640060000),
	('tests', 'golden 104 releaseHold', 'releaseHold', '\x426edcd9685d38a8010929fcdfadfc7bfdc226571f7a9c00c437047a9d0aab3e', '{"done":{"hold_id":"hold_01m8rmh04ge24afbeqx3nt1emq"},"notices":[]}', 1772640300000),
	('tests', 'golden 106 discardContainers', 'discardContainers', '\x07d818a6b1c1f6cebe99c294a3c3bcfc4daf9f5c380c8197532b3b20ebdf05e7', '{"done":{"posting_id":"posting_01m8rmh0fgebvr9be9t4v52y0f","container_ids":["container_01m8rmgyp5e5qa9dq430tfjyvs"]},"notices":[]}', 1772640480000),
	('tests', 'golden 110 recordUsage', 'recordUsage', '\xa9380182aff7129a395802b96465d0a6d7eaba169c286222c2f214111e111672', '{"done":{"usage_id":"usage_01m8rmh0jqe7y9jfg5axjgtynb"},"notices":[{"code":"EARLIER_LOT_AVAILABLE","message":"Lot D4471 expires first, on 2026-05-15.","field":["lines","0","source"]}]}', 1772640720000),
	('tests', 'golden 114 recordRecallNotice', 'recordRecallNotice', '\x7a8a73ec6daef28ec692710249724b4a6f4363629b3e1aff1f7b755e3c9d953b', '{"done":{"notice_id":"notice_01m8rmh0njez9rbwnbxzcdyj9v"},"notices":[]}', 1773068580000),
	('tests', 'golden 118 openRecall', 'openRecall', '\xa589848ea2dc2daf4d92d9fcdceafca2766b3302b31b6edf460b6b0276657706', '{"done":{"recall_id":"recall_01m8rmh0vger3t6fnj2ws04we9"},"notices":[{"code":"POSSIBLE_DUPLICATE","message":"Recall AV-1 of AbbVie Inc. was opened by dia (recall_01m8rmh0r6eazarpbfmse7das0): should that one be expanded?","field":["number"]}]}', 1773068820000),
	('tests', 'golden 122 receiveStock', 'receiveStock', '\x3b12d5ba8c2b3110676baa23c89088a1255079415c0f0721b1a6ce2a81d72430', '{"done":{"posting_id":"posting_01m8rmh1b6exk930xvcn3e227z","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgya3etv9w67svppqhdpj"]},"notices":[{"code":"LOT_RECALLED","message":"Lot C3016 C3 came to denver and is held. Recall AV-1 of AbbVie Inc.: particles","field":["lines"]},{"code":"HELD_ON_RECEIPT","message":"Lot VA1 came to denver and is held. The recall of Cascade Supplies: the label looks odd","field":["lines"]}]}', 1773069060000),
	('tests', 'golden 124 expandRecall', 'expandRecall', '\xcd5c5174c919c8ea6f50517c8aa420272762d81355d02cbc6550c8359297fa4a', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"},"notices":[]}', 1773069240000),
	('tests', 'golden 127 recordRecallContact', 'recordRecallContact', '\x8eae23c85d8d718fb8d0a4b5710f39d7c75884d47b90f80c16a07c6e0fef284e', '{"done":{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1","contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]},"notices":[]}', 1773069480000),
	('tests', 'golden 131 confirmRecallSite', 'confirmRecallSite', '\x47abfed14dec10232071a20ab13539c69ef94a0dd3a9c04ba6e43f73fce3c088', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"},"notices":[]}', 1773069720000),
	('tests', 'golden 137 disposeRecalledStock', 'disposeRecalledStock', '\x666287069751a67b02d97e5176ff391259df52217fceb521d8b64ca660ef5d37', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc","posting_id":"posting_01m8rmh2fcexasxjxr38jfwap2"},"notices":[]}', 1773070200000),
	('tests', 'golden 141 closeRecall', 'closeRecall', '\x9ec5ba08912ac61e4f9108f181601daabdf100bb71a57eb7f20eab11c4e7c62a', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070440000),
	('tests', 'golden 145 recordRecallNotice', 'recordRecallNotice', '\x56b855e1df17c70c986798a85fe88cd579107dcca93f2142aa246cf51a016f27', '{"done":{"notice_id":"notice_01m8rmh2q0e5fanyarvxa80yf5"},"notices":[]}', 1773070680000),
	('tests', 'golden 031 createPurchaseOrder', 'createPurchaseOrder', '\xe9a4979863099e7089ba513346821a6b463c844d6d2f89c546f95f18e9f97ad2', '{"done":{"purchase_order_ids":["order_01m8rmgy54esbaesktzc1jwtnm"]},"notices":[]}', 1772467620000),
	('tests', 'golden 035 submitPurchaseOrder', 'submitPurchaseOrder', '\x0322c0fc6205753d98276533da7a60405a02e662970b7f0557835f8860b2504c', '{"done":{"purchase_order_id":"order_01m8rmgy5qe0wvnbxmcyfffp8p"},"notices":[]}', 1772467860000),
	('tests', 'golden 037 createPurchaseOrder', 'createPurchaseOrder', '\x928c88cddc95d5b73d5633a213b716811fd3d05fc45e579adb3fc12a3ae4d6cb', '{"done":{"purchase_order_ids":["order_01m8rmgy6detq9gtbqtwnn7frg"]},"notices":[]}', 1772468040000),
	('tests', 'golden 041 receiveStock', 'receiveStock', '\x82ddca637975ac922caa5ba1c58fa8e4b1a0fbb563eee07f6a04c2c89777f00b', '{"done":{"posting_id":"posting_01m8rmgyb0ezes9h7c42b1en55","lot_ids":["lot_01m8rmgyb0ezes9h7c44qntdmn","lot_01m8rmgyb6e8nvp0kcppa20c46","lot_01m8rmgyb6e8nvp0kcptdh2ehg","lot_01m8rmgyb7em98tt6kjpb45d7r","lot_01m8rmgyb7em98tt6kjr5a98qh","lot_01m8rmgyb8esj9pgp7v3sdamf1","lot_01m8rmgyb8esj9pgp7v642z8zn"]},"notices":[{"code":"HELD_ON_RECEIPT","message":"30 mL came damaged and are held.","field":["lines","0","damagedContainers"]}]}', 1772471040000),
	('tests', 'golden 047 recordOpeningStock', 'recordOpeningStock', '\x280169cc200da3873b4c23b9ba530b7fd6e2923270c7b0c7f47ef6db1098e2ab', '{"done":{"posting_id":"posting_01m8rmgyh0e2kt63b5ktps6vtt","lot_ids":["lot_01m8rmgyh0e2kt63b5kdgaztv8"]},"notices":[]}', 1772471460000),
	('tests', 'golden 050 openContainer', 'openContainer', '\x85b669745ee44a356f8e77f8306d3c5214716d56936dac58c0d2c1be715d270b', '{"done":{"container_id":"container_01m8rmgykve37rw5nyvxchh9wj"},"notices":[]}', 1772474520000),
	('tests', 'golden 054 reserveStock', 'reserveStock', '\xb27c544f7cfb83ac6a934c1773da9f4e833a4db40b18d50afefc2576826b0aae', '{"done":{"reservation_id":"reservation_01m8rmgyqtebxr0ev4r0fhp2p6"},"notices":[]}', 1772474760000),
	('ehr-bridge', 'golden 058 recordUsages 1', 'recordUsage', '\x4a2d8ea0de559928a1b60a8c03fe904bd4fe3288e6bd17c1a8f7ebb6d6463265', '{"done":{"usage_id":"usage_01m8rmgytvej6r4zky89t5vs5c"},"notices":[{"code":"LATE_ENTRY","message":"Entered more than 12 hours after it was done.","field":["performedAt"]},{"code":"UNBOOKED","message":"The books do not have 1 mL: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1772475000000),
	('tests', 'golden 061 reserveStock', 'reserveStock', '\x8c888083f061363a233220bd7e643ecb6cf4121b30c291ba83db4ba4ded7c8ba', '{"done":{"reservation_id":"reservation_01m8rmgyz4ebd8z5k5efbthmxy"},"notices":[]}', 1772475180000),
	('tests', 'golden 063 releaseReservation', 'releaseReservation', '\x0e2b16fedcd38a1cc3af17f356a6d4e3b866a43fcf4db0fda5d6db2ba3d2ae9a', '{"done":{"reservation_id":"reservation_01m8rmgyr6ep2txt4f2f7sjfxb"},"notices":[]}', 1772475360000),
	('tests', 'golden 067 correctUsage', 'correctUsage', '\x1676d9e2f5b4d164729c587abcb2555ad670739766ab7fab90865e414220452b', '{"done":{"usage_id":"usage_01m8rmgypjenqay0ss9q1kadym"},"notices":[]}', 1772478120000),
	('tests', 'golden 071 reattributeUsage', 'reattributeUsage', '\xfc2777981f2048bdf3bb7e8a2a9d9f6cf2d4251c937dbf187a02945cc18fbbc9', '{"done":{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"},"notices":[]}', 1772478360000),
	('tests', 'golden 075 linkPatient', 'linkPatient', '\x038699560c49b2e5c0e18e179223d8c6f0f631075dfe319ce96ef710a8ddaf65', '{"done":{"linked":false},"notices":[]}', 1772478600000),
	('tests', 'golden 079 recordConsumption', 'recordConsumption', '\xaf3f9ea17f8793fe5e363b8caf9e0e53017505fb7a12917009dac393304e36ad', '{"done":{"posting_id":"posting_01m8rmgzhve3kv7qpbrhat7hxg"},"notices":[]}', 1772478840000),
	('tests', 'golden 083 returnToSupplier', 'returnToSupplier', '\x256d529b294b3e812c91ad36f77aaa03060ab248f49c10be2126baa91359ed92', '{"done":{"posting_id":"posting_01m8rmgzmhec28v1k14mvmzef1"},"notices":[]}', 1772479080000),
	('tests', 'golden 086 recordSale', 'recordSale', '\x971cbc8b35fb3abb72b22d9f5bd4f4b2b74a3f0f68c32568a4e87d826d435cdb', '{"done":{"sale_id":"sale_01m8rmgzq7edjr58wg1xkpm744"},"notices":[]}', 1772481720000),
	('tests', 'golden 090 recordSale', 'recordSale', '\x78f2ff90059044e667a4601dda820b868b193c944af1c84a3cb5cdee20da396a', '{"done":{"sale_id":"sale_01m8rmgztme73a0qcreyek5e5q"},"notices":[]}', 1772481960000),
	('tests', 'golden 091 receiveStock', 'receiveStock', '\x91507aa96593643c59ecc51a923623d735c30a94dc5a9a455bbbba7e31657b26', '{"done":{"posting_id":"posting_01m8rmgzw6eq5sjvymw8de6svt","lot_ids":["lot_01m8rmgzw8ey88e6m3yd8gb3qe"]},"notices":[]}', 1772482140000),
	('tests', 'golden 095 recordSaleReturn', 'recordSaleReturn', '\xb7f82f03e709ba35558f2d36197e9fe16cd0e12d9223932fcb182f8925544942', '{"done":{"sale_return_id":"salereturn_01m8rmgzzeekzbtvnq0cst26bt"},"notices":[]}', 1772482380000),
	('tests', 'golden 098 receiveStock', 'receiveStock', '\xe95669d8c241a6208e41806b9e8a60006b51d3e5493a85e256052cfde570074d', '{"done":{"posting_id":"posting_01m8rmh02ce0zrjzbpxr5sxhdr","lot_ids":["lot_01m8rmh02dew6sgps6tc62n1ng"]},"notices":[{"code":"SHORT_SHELF_LIFE","message":"It expires on 2026-03-08, in 5 days; 30 are asked for.","field":["lines","0","expiresOn"]}]}', 1772580660000),
	('tests', 'golden 102 placeHold', 'placeHold', '\xe23c5d9699e853fbe3e312ad1c99bb5778be6c0f4446f87734ae7f2f14b7ddd9', '{"done":{"hold_ids":["hold_01m8rmh0bmefy9smt1ee9bngxw"]},"notices":[]}', 1772640180000),
	('tests', 'golden 108 correctLot', 'correctLot', '\x2c27a08dbb91ecaa699209d4caf57219604ac03e91693138c9a1439afce510e3', '{"done":{"lot_id":"lot_01m8rmgzw8ey88e6m3yd8gb3qe","posting_ids":[]},"notices":[]}', 1772640600000),
	('tests', 'golden 112 recordRecallNotice', 'recordRecallNotice', '\xdb8aeb8ebe600020d9ad1d473761c3b32150788dac40c66659890a862245b4a4', '{"done":{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"},"notices":[]}', 1773068460000),
	('tests', 'golden 116 resolveRecallNotice', 'resolveRecallNotice', '\x3f773eed18d79a87ef00d7139658cb9395578c5be7964f068f12373e0a41fd01', '{"done":{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"},"notices":[]}', 1773068700000),
	('tests', 'golden 120 openRecall', 'openRecall', '\xbc2c888efdef36552ba502946d0123ecfdefa0d97d839cd0d9f09b5329b1a2f3', '{"done":{"recall_id":"recall_01m8rmh18ge2jt7zd9jbsk1sc4"},"notices":[]}', 1773068940000),
	('tests', 'golden 125 assignRecallContacts', 'assignRecallContacts', '\x1c736a6bfaf7078dd28d40a79cd632d8bbd72796a2007b4e85aedcb365fb585d', '{"done":{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1","contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]},"notices":[]}', 1773069360000),
	('tests', 'golden 129 confirmRecallSite', 'confirmRecallSite', '\x2a9b6e39ac66b691cbe68c44a1d49c605b6bf77ddafa12fedbe953373adfcd67', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"},"notices":[]}', 1773069600000),
	('tests', 'golden 133 disposeRecalledStock', 'disposeRecalledStock', '\x141e5dd6b3af59fbd74a284ec70ff4a0f40281610724081e48bf2854c16efc41', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":null},"notices":[]}', 1773069900000),
	('tests', 'golden 135 adjustStock', 'adjustStock', '\x89fea4315cf40159cc9c4e35c4286165d918becdabaee39df26fd067e950b36c', '{"done":{"posting_id":"posting_01m8rmh2d2eam9f07mnmay5b7m"},"notices":[]}', 1773070080000),
	('tests', 'golden 139 closeRecall', 'closeRecall', '\xc04a62b128a01d417daf195e48c6d018d83531049d203ae39f397ff8c715f933', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070320000),
	('tests', 'golden 143 confirmRecallSite', 'confirmRecallSite', '\x18bde34c105f413fe82afd567c6e42e6e7f748b3b4a0b9d5f53cac7eebcca8ea', '{"done":{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"},"notices":[]}', 1773070560000),
	('tests', 'golden 147 createExportLink', 'createExportLink', '\x8b3aa079f3a91f819c39c7c5e7814f9e8c895e61d26b8ee5023b0602d0339df3', '{"done":{"link_id":"export_01m8rmh2sjewct42ber2t24hv3"},"notices":[]}', 1773070800000),
	('tests', 'golden 151 createExportLink', 'createExportLink', '\xd4d582f3151595c6f65773d57a64f259c5a94cbcbb640a3fb49269b32b2ed2c4', '{"done":{"link_id":"export_01m8rmh2v4e0hb76zc136f400b"},"notices":[]}', 1773071040000),
	('tests', 'golden 155 createExportLink', 'createExportLink', '\x6efc9830b070fd7710b8527990580efde02520a824dfdad42e15cdce4ae9ba70', '{"done":{"link_id":"export_01m8rmh2whe41sddkwkrjq6jn3"},"notices":[]}', 1773071280000),
	('tests', 'golden 032 createPurchaseOrder', 'createPurchaseOrder', '\x291defa70ba0215a1221e11b0a0ab645f85ca2f84494d33cb1385c497bc9074e', '{"done":{"purchase_order_ids":["order_01m8rmgy5fenk85js6eb7mmm8d"]},"notices":[]}', 1772467680000),
	('tests', 'golden 036 submitPurchaseOrder', 'submitPurchaseOrder', '\xd1cd0353faccdbca0f4253f228791896073a4d4a7edfd3ea68ced70af558ceb2', '{"done":{"purchase_order_id":"order_01m8rmgy54esbaesktzc1jwtnm"},"notices":[]}', 1772467920000),
	('tests', 'golden 038 receiveStock', 'receiveStock', '\xb434e5f302e8d8b9b1d18675b3fa8640d9450f90afa077ac02cab63611ccaf55', '{"done":{"posting_id":"posting_01m8rmgy71e4t8mk4c5ewxhjyc","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgy7aet9tg1a79jjp2wpn"]},"notices":[{"code":"PRICE_DIFFERS","message":"It costs 1803.75, 1770 were ordered for.","field":["lines","0","unitCost"]}]}', 1772470860000),
	('tests', 'golden 042 receiveStock', 'receiveStock', '\x528c9747259b73f01bbbe649c79aa6a1c1c627151522c67edb36eb13daea1f69', '{"done":{"posting_id":"posting_01m8rmgycaep9rjgxz39fx4nrx","lot_ids":["lot_01m8rmgyb6e8nvp0kcppa20c46"]},"notices":[{"code":"DUPLICATE_SERIAL","message":"Serial number PEN-3 was received before.","field":["lines","0","serials"]}]}', 1772471100000),
	('tests', 'golden 048 recordOpeningStock', 'recordOpeningStock', '\xd0752f25de6c52b424d9ad0adfcbb032094d3b3d615d83d26a0254e3107b39d8', '{"done":{"posting_id":"posting_01m8rmgyhqeqwt91bka5r8f7ve","lot_ids":["lot_01m8rmgyhqeqwt91bka0f67gcm"]},"notices":[]}', 1772471520000),
	('tests', 'golden 051 recordUsage', 'recordUsage', '\x5f1e942747fa5f2c8c73644e29d46cf9378f2964e825dd42554af4c78b7aac88', '{"done":{"usage_id":"usage_01m8rmgymvetavjh6j11y16a99"},"notices":[]}', 1772474580000),
	('tests', 'golden 055 reserveStock', 'reserveStock', '\xaf5a5416832936a39d1591a027ab418b70969d84b78dc1dda64649d5e9aa804d', '{"done":{"reservation_id":"reservation_01m8rmgyr6ep2txt4f2f7sjfxb"},"notices":[]}', 1772474820000),
	('ehr-bridge', 'golden 058 recordUsages 0', 'recordUsage', '\x71997cc74e02d468992be5db7888970da5915b3822957650ab236be31cd45873', '{"done":{"usage_id":"usage_01m8rmgyvaetwb86v26yrpp8ga"},"notices":[]}', 1772475000000),
	('tests', 'golden 062 recordUsage', 'recordUsage', '\x1653371c0ebbeec0170f5cc4ac1296c1177d5d05b1bbfcbf2469670c7aabf5c6', '{"done":{"usage_id":"usage_01m8rmgz1aerrscp5j0nmqb5es"},"notices":[{"code":"RESERVED_STOCK_TAKEN","message":"2.8 of it were reserved: the reservations made last are short.","field":["lines","0","source"]}]}', 1772475240000),
	('tests', 'golden 064 settleUsageLine', 'settleUsageLine', '\x758220e542fc162f402e35b1ff92923c219b9cdd2fe4e83c30aaa95df19d1522', '{"done":{"usage_id":"usage_01m8rmgywqem2tevf5by6jzhqh"},"notices":[]}', 1772475480000),
	('tests', 'golden 068 correctUsage', 'correctUsage', '\xbc9c5ee58910a209ef1aca7b80268c4c3ea7e16ca849ab127ffec605690c018a', '{"done":{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"},"notices":[{"code":"UNBOOKED","message":"The books do not have 0.5 mL: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1772478180000),
	('tests', 'golden 072 reattributeUsage', 'reattributeUsage', '\xc65bf0f8bf1710af89a263f798f76927c5d0a3b203a2ac1c4b0899d8a2c1bbe4', '{"done":{"usage_id":"usage_01m8rmgyxne19t4k3zwf14svpr"},"notices":[]}', 1772478420000),
	('tests', 'golden 076 linkPatient', 'linkPatient', '\x0c14842db5bf365bd10af824216fb829e27ca4e5e6ea883a7dd53964e219a50b', '{"done":{"linked":true},"notices":[{"code":"ALREADY_DONE","message":"This was recorded before.","field":["fromId"]}]}', 1772478660000),
	('tests', 'golden 080 adjustStock', 'adjustStock', '\x1de8ea4a4fa971e1b097a5caf4b27d45365d7a86e5dd51ddc152e25e414bda10', '{"done":{"posting_id":"posting_01m8rmgzjhe2ptvzf067whmn0x"},"notices":[]}', 1772478900000),
	('tests', 'golden 084 returnToSupplier', 'returnToSupplier', '\x49ae3d61926de54eb446358749c25aa67d6b37ed151c3c3c359058960e747545', '{"done":{"posting_id":"posting_01m8rmgzn1exbbrxg9b13051j1"},"notices":[]}', 1772479140000),
	('tests', 'golden 087 recordSale', 'recordSale', '\x971cbc8b35fb3abb72b22d9f5bd4f4b2b74a3f0f68c32568a4e87d826d435cdb', '{"done":{"sale_id":"sale_01m8rmgzq7edjr58wg1xkpm744"},"notices":[{"code":"ALREADY_DONE","message":"Sale POS-2 was recorded at 2026-03-02T20:02:00+00:00; nothing was written now.","field":["saleId"]}]}', 1772481780000),
	('tests', 'golden 092 settleSaleLine', 'settleSaleLine', '\xff22795e4c15c09908bb6730fe87d8f50334066f29d7c95c7ecffc17e4d0a412', '{"done":{"sale_id":"sale_01m8rmgzs2eh2r7rkt2gm5j1bv"},"notices":[]}', 1772482200000),
	('tests', 'golden 096 recordSaleReturn', 'recordSaleReturn', '\x19e40cfc3c23758b91aa9ad485fd7aa8b4ad2a48c31fac5d520a86bfd952edfe', '{"done":{"sale_return_id":"salereturn_01m8rmh00detw9wnr1wk5ngcxm"},"notices":[]}', 1772482440000),
	('tests', 'golden 099 recordUsage', 'recordUsage', '\x08eec854027a36ea564d10f716360c218a731ca59487da5bfaae54bc932d369e', '{"done":{"usage_id":"usage_01m8rmh03fewhvc7ndnn2kbd3s"},"notices":[{"code":"IN_USE_EXPIRES_SOON","message":"The in-use time of VIAL-7 ends in 27 minutes.","field":["lines","0","source"]},{"code":"EXPIRES_SOON","message":"Lot E-1 expires on 2026-03-08.","field":["lines","1","source"]}]}', 1772580720000),
	('tests', 'golden 103 recordSaleReturn', 'recordSaleReturn', '\xb9aed1902456e84256302a3fe1e6894c6a80d94427dee6927b028d22254dbd8f', '{"done":{"sale_return_id":"salereturn_01m8rmh0cae1nv9qm8sgqkvr4v"},"notices":[{"code":"RETURNED_TO_QUARANTINE","message":"Lot LA-1 is recalled or suspect: what came back is in quarantine.","field":["lines","0","disposition"]}]}', 1772640240000),
	('tests', 'golden 105 discardContainers', 'discardContainers', '\x9121fe284ea42833216e1c95894cf4d7680ed520043f7802f4e28e95cfa8e8a8', '{"done":{"posting_id":"posting_01m8rmh0edez0s4b52crba6qmx","container_ids":["container_01m8rmgyjwerh8kyafvq63xqew"]},"notices":[]}', 1772640420000),
	('tests', 'golden 109 receiveStock', 'receiveStock', '\x89cadcb40cc47b471eb4a3b4f76bd2a43245c8744f6384f28adb052e7533f9cf', '{"done":{"posting_id":"posting_01m8rmh0hkec2rnmq1y4fhx5b5","lot_ids":["lot_01m8rmh0hmethv0q8ejb1s5nfw"]},"notices":[]}', 1772640660000),
	('tests', 'golden 113 recordRecallNotice', 'recordRecallNotice', '\xdb8aeb8ebe600020d9ad1d473761c3b32150788dac40c66659890a862245b4a4', '{"done":{"notice_id":"notice_01m8rmh0mhe5wsm5nd9f9dht33"},"notices":[{"code":"ALREADY_DONE","message":"Notice AV-1 was known as it is.","field":["number"]}]}', 1773068520000),
	('tests', 'golden 117 resolveRecallNotice', 'resolveRecallNotice', '\x401e0e3128947e8a48caf0745adeee8f6b7b03720608ef946dc35af6f91b1bff', '{"done":{"notice_id":"notice_01m8rmh0njez9rbwnbxzcdyj9v"},"notices":[]}', 1773068760000),
	('tests', 'golden 121 openRecall', 'openRecall', '\x0f01c5d3735a2ea1c66d3bc6a87785f140ed60caf40d37f32b3816cc02ec6c24', '{"done":{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"},"notices":[]}', 1773069000000),
	('tests', 'golden 123 recordUsage', 'recordUsage', '\x8c77df94e98c5d85ed77bb0437e3dcf6949e23860fe2f4ad18f3182c5d8eae8b', '{"done":{"usage_id":"usage_01m8rmh1e0e0xtjdkxgbf286fb"},"notices":[{"code":"SHARED_SINGLE_PATIENT_VIAL","message":"LW-XRDSTNH9 is labelled for one patient and was drawn from for another.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 1.","field":["lines","0","source"]}]}', 1773069180000),
	('tests', 'golden 126 recordRecallContact', 'recordRecallContact', '\x593fab813dec2fccaae442e6dfe3ccf51cca46464d6fada48f99f2561005fbab', '{"done":{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxeta9hp1"]},"notices":[]}', 1773069420000),
	('tests', 'golden 130 disposeRecalledStock', 'disposeRecalledStock', '\x89fdfde0928977ac2123e170a67e35888b4ab601dbeaaf6f6ee9b57cc52a386c', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":"posting_01m8rmh1vgenjv2er6eb1qzr5n"},"notices":[]}', 1773069660000),
	('tests', 'golden 136 confirmRecallSite', 'confirmRecallSite', '\xf48e4aee3f31b0ef4f78932bfd55bdce8574f702e7890b74314ab711aeb0535e', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070140000),
	('tests', 'golden 140 reopenRecall', 'reopenRecall', '\x5edf54caa9db8ae945baed1c1bad7e11d7158f1488344df8a1188dda42fc2128', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070380000),
	('tests', 'golden 144 closeRecall', 'closeRecall', '\xdcaafa262134c83f328b5331c0474ba004e54c738996ee807a783812caa801e0', '{"done":{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"},"notices":[]}', 1773070620000),
	('tests', 'golden 148 createExportLink', 'createExportLink', '\x6c2bfd116cdf65deab9c0f6c0f481f900825488157e24dd8ea118ec52bc42387', '{"done":{"link_id":"export_01m8rmh2sze079exy5bakwzjcc"},"notices":[]}', 1773070860000),
	('tests', 'golden 033 createPurchaseOrder', 'createPurchaseOrder', '\xf44ac2e6c5ca0a2efbc62d08902649e96e70f465623c8753d5f3684d0b948fb1', '{"done":{"purchase_order_ids":["order_01m8rmgy5qe0wvnbxmcyfffp8p"]},"notices":[]}', 1772467740000),
	('tests', 'golden 040 receiveStock', 'receiveStock', '\x8dd829b5f7823cb4ab5eb2a5212b4752f23b1f51b3400205c278cf3e45956e6e', '{"done":{"posting_id":"posting_01m8rmgya2em58t2xd4x4bp60z","lot_ids":["lot_01m8rmgya3etv9w67svppqhdpj","lot_01m8rmgya4ejy9zpmsbx3q92gs"]},"notices":[{"code":"SUSPECT_BARCODE","message":"Lot number reads as L117271130; most likely it is L1, and 17271130 belongs behind a separator that was lost. Most likely it says (01)07540161860004(10)L1(17)271130.","field":["lines","1","scans"]}]}', 1772470980000),
	('tests', 'golden 044 reversePosting', 'reversePosting', '\x04db217412d388364b2078bf0908b8af449597f9f416ec2b7e7373b6fc53e1d6', '{"done":{"posting_id":"posting_01m8rmgye2e3wtzd1y7kej7a4p"},"notices":[]}', 1772471220000),
	('tests', 'golden 046 receiveStock', 'receiveStock', '\x440f08295ad4e01a01528c5bccda1e9f15fa9e7c00b922b4b4bb504f6395132e', '{"done":{"posting_id":"posting_01m8rmgyffey1rt7fng0ccp2ra","lot_ids":["lot_01m8rmgy72ena865e3haz4fxe0","lot_01m8rmgya3etv9w67svppqhdpj"]},"notices":[]}', 1772471400000),
	('tests', 'golden 049 openContainer', 'openContainer', '\x2c5c0a7f737a5607c2031cb882089e545586137ee6bd81ce45193c60563e4ec2', '{"done":{"container_id":"container_01m8rmgyjwerh8kyafvq63xqew"},"notices":[{"code":"EARLIER_LOT_AVAILABLE","message":"Lot D4417 expires first, on 2026-05-15.","field":["source"]}]}', 1772474460000),
	('tests', 'golden 053 reserveStock', 'reserveStock', '\xf340b6a0c94f7402943f2094e0cbd4022500656c3db2e2ff266c18b4f2ed12ae', '{"done":{"reservation_id":"reservation_01m8rmgyq9e12rf0ys6mgggrrh"},"notices":[]}', 1772474700000),
	('person ana', 'golden 057 recordUsage', 'recordUsage', '\x05886c563e5b80fb98bcafd9d9fa74e23080dd0b6ee42c5bd3e691a8eeff913c', '{"done":{"usage_id":"usage_01m8rmgyt6e93t5nhxcd6w4txe"},"notices":[]}', 1772474940000),
	('tests', 'golden 060 recordUsage', 'recordUsage', '\x9baca667c0be90d914480e9a81116a151c0fe2b7ab195723d94926bc6fae127f', '{"done":{"usage_id":"usage_01m8rmgyxne19t4k3zwf14svpr"},"notices":[]}', 1772475120000),
	('tests', 'golden 066 correctUsage', 'correctUsage', '\x47ff791b6cf8cc49cd7efe003953d98c8c32e4e55ed0d2ad5b5c49acdcdb03fe', '{"done":{"usage_id":"usage_01m8rmgymvetavjh6j11y16a99"},"notices":[{"code":"UNBOOKED","message":"The books do not have 18 U: settle the line later.","field":["lines","0","source"]},{"code":"DEVIATION","message":"Recorded as done. To be reviewed: rules broken, 2.","field":["lines","0","source"]}]}', 1772478060000),
	('tests', 'golden 070 reattributeUsage', 'reattributeUsage', '\xafab29710b4cbe5a363578cb62d5af29c9de9a54bc01b52bb1af436f1103e7c8', '{"done":{"usage_id":"usage_01m8rmgysaes78q6q6xphdhfes"},"notices":[]}', 1772478300000),
	('tests', 'golden 074 linkPatient', 'linkPatient', '\x3650b2594cce75aa87905bbc891fea0fcc09fae4cf428316c602d29de0a9afb2', '{"done":{"linked":true},"notices":[]}', 1772478540000),
	('tests', 'golden 078 recordWaste', 'recordWaste', '\x189b753b4322b4e2dec982d5bfac8eef420f411e9be63c2400183ddac1d4290e', '{"done":{"posting_id":"posting_01m8rmgzh3ejfbrty1bpqnj4c8"},"notices":[]}', 1772478780000),
	('tests', 'golden 082 reversePosting', 'reversePosting', '\xb6f48ee86f99dac6f1d5c7244da0e1725e503337e5ed141fcd93627a63b4fcd6', '{"done":{"posting_id":"posting_01m8rmgzkteen93yz24qhj9bh0"},"notices":[]}', 1772479020000),
	('tests', 'golden 089 recordSale', 'recordSale', '\x28af0e81f1f20fa6453432feeb0bff3f0d50f04a5ef610ec5c9266c8b344528e', '{"done":{"sale_id":"sale_01m8rmgzssetjsh7f9q7g29rkn"},"notices":[]}', 1772481900000),
	('tests', 'golden 094 recordSaleReturn', 'recordSaleReturn', '\x911003ebb4c108a7c82a59395790abac5e8aa72f72f07186392971fb65c11929', '{"done":{"sale_return_id":"salereturn_01m8rmgzyjemvv3gwn99wb7nq5"},"notices":[]}', 1772482320000),
	('tests', 'golden 101 placeHold', 'placeHold', '\x591c2fac19098c4ead097fe46cbf0951d30fb8029e4291584b0cc3443c0cbf4f', '{"done":{"hold_ids":["hold_01m8rmh07nes08z3q5k1hcyjtc"]},"notices":[]}', 1772640120000),
	('tests', 'golden 107 correctLot', 'correctLot', '\x83dff532f936f415c953884b67065c7911fc35df15e470d063db1b6dfbcd86c2', '{"done":{"lot_id":"lot_01m8rmgy8peqfspwpn2fznv5b1","posting_ids":[]},"notices":[]}', 1772640540000),
	('tests', 'golden 111 correctLot', 'correctLot', '\xbdd9fe09c5361d206f662e5bcf1d03718a31bb6c8c7e8ae8efb66f3b476eb249', '{"done":{"lot_id":"lot_01m8rmgy72ena865e3haz4fxe0","posting_ids":["posting_01m8rmh0k7es1vqb4fwed5wemd"]},"notices":[]}', 1772640780000),
	('tests', 'golden 115 openRecall', 'openRecall', '\xc61cdd6699e0da6724d7c393328c64f405cdccbddfe9a784c91f22af45c494db', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0"},"notices":[]}', 1773068640000),
	('tests', 'golden 119 cancelRecall', 'cancelRecall', '\x9515add04f38ab89b07002bcc48747514ec0379984cd601507b2c8763a923c8a', '{"done":{"recall_id":"recall_01m8rmh0vger3t6fnj2ws04we9"},"notices":[]}', 1773068880000),
	('tests', 'golden 128 recordRecallContact', 'recordRecallContact', '\x4ed018b357d79df07d8391bdf4c74e076d24e0c8ff2f91ada630698a5289c403', '{"done":{"contact_ids":["contact_01m8rmh0s4ej0b7p6hxgzt4nj6"]},"notices":[]}', 1773069540000),
	('tests', 'golden 132 disposeRecalledStock', 'disposeRecalledStock', '\x6c4790d18a966f856fff19e39858ad1c95dc0f0795a3a8e018e1616e7cab0d28', '{"done":{"recall_id":"recall_01m8rmh0r6eazarpbfmse7das0","posting_id":"posting_01m8rmh20needv8e0ta40rae6h"},"notices":[]}', 1773069840000),
	('tests', 'golden 134 openRecall', 'openRecall', '\x982d14eae5d353b0b49e3733f67ec3b26d110e44b6c2f7fb9d2afc7d118e785a', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070020000),
	('tests', 'golden 138 explainUnaccounted', 'explainUnaccounted', '\x3e8d88a9993cb454d2d05875ff7c224899d2623a04c51ef311ad323d116fc483', '{"done":{"recall_id":"recall_01m8rmh2b7e6y88zfvkgt3vkvc"},"notices":[]}', 1773070260000),
	('tests', 'golden 142 confirmRecallSite', 'confirmRecallSite', '\x3e2985d2360c6c3b12288ff955c8bbe2e1a7fddf5d07f338fb678df61eea24ce', '{"done":{"recall_id":"recall_01m8rmh1acemy9grdjs656fk10"},"notices":[]}', 1773070500000),
	('tests', 'golden 146 createExportLink', 'createExportLink', '\x5477e2796830c0ea4b4b8dd47e768faa298e8f8204923ad99f6c4033341e48ad', '{"done":{"link_id":"export_01m8rmh2rzeyzr5z8gts1p66ry"},"notices":[]}', 1773070740000),
	('tests', 'golden 150 createExportLink', 'createExportLink', '\x4ba8b35a09f31ad6d8edef46683c88aff7a7e30882393539d20a159dcdd681ee', '{"done":{"link_id":"export_01m8rmh2tfey9sgpffcrt6hfxv"},"notices":[]}', 1773070980000),
	('tests', 'golden 154 createExportLink', 'createExportLink', '\xc32cbb9aa7cf3f52a58891a36d4d7511c5121788b3557f56d5ca36b5091ffce7', '{"done":{"link_id":"export_01m8rmh2w2ekws55tcaxnw3nst"},"notices":[]}', 1773071220000),
	('tests', 'golden 149 createExportLink', 'createExportLink', '\x84e19a7cce1c15ec203053b5fc61ae6b019a13074d8b93a278b77aa732cae66a', '{"done":{"link_id":"export_01m8rmh2t7ezfvfxx5hdsf8n9a"},"notices":[]}', 1773070920000),
	('tests', 'golden 153 createExportLink', 'createExportLink', '\x47500b10b714948d6d6fc1b05449388cbe4500b10bb0e391f0e3bac22ea6bf92', '{"done":{"link_id":"export_01m8rmh2vtendsr8q8kchzgmp3"},"notices":[]}', 1773071160000),
	('tests', 'golden 152 createExportLink', 'createExportLink', '\x75e8d2562106bcc935ed0b5c78de3c78619511e88326cf5e5d89d27dc38ecb3a', '{"done":{"link_id":"export_01m8rmh2vhe4rbje0jxd35twd2"},"notices":[]}', 1773071100000),
	('tests', 'golden 156 createExportLink', 'createExportLink', '\x9cee57f1fa7c934536cf54c50e0bc0672bce92faaf2036a26d9c5f1d9c295179', '{"done":{"link_id":"export_01m8rmh2wxeynt00vqa6s8c6fp"},"notices":[]}', 1773071340000);


--
-- Data for Name: lot; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.lot VALUES
	('01a23148-77d0-764c-bf69-43958f294784', '01a23148-77b9-723f-bdfa-f825f5e48043', 'D7654', false, '2027-08-31', '2027-08-31', 'LABELLED_EXPIRY', NULL, 1772467260000),
	('01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-77c1-71fc-aa4c-1ef16f69f268', '6120-88', false, '2027-01-31', '2027-01-31', 'LABELLED_EXPIRY', NULL, 1772467260000),
	('01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-77c7-71ea-a38c-94c40bc672e5', 'unknown', true, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772467260000),
	('01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-764a-74a7-b8a0-6dfe66040509', 'C3016 C3', false, '2027-06-30', '2027-06-30', 'LABELLED_EXPIRY', NULL, 1772470860000),
	('01a23148-78ea-7693-a805-474ca56172d5', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 'S1', false, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772470860000),
	('01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-764a-74a7-b8a0-6dfe66040509', '21-A', false, '2027-06-30', '2027-06-30', 'LABELLED_EXPIRY', NULL, 1772470920000),
	('01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-766c-75a0-916c-c474ed5d5fbd', 'VA1', false, '2027-11-30', '2027-11-30', 'LABELLED_EXPIRY', NULL, 1772470980000),
	('01a23148-7944-74bc-9fda-995f47748a19', '01a23148-766c-75a0-916c-c474ed5d5fbd', 'L1', false, '2027-11-30', '2027-11-30', 'LABELLED_EXPIRY', NULL, 1772470980000),
	('01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-7682-77b1-b972-b71ff90858ca', 'NACL-9', false, '2027-04-30', '2027-04-30', 'LABELLED_EXPIRY', NULL, 1772471040000),
	('01a23148-7966-722b-bb02-6cb594203086', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'P-1', false, '2027-01-31', '2027-01-31', 'BEYOND_USE_DATE', NULL, 1772471040000),
	('01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-76d5-7798-94ff-4d84c3d93a76', 'not tracked', false, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772471040000),
	('01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-76b3-713d-9147-f8eb6668b387', 'unknown', true, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772471040000),
	('01a23148-7967-7512-8d68-d3960aa4a2f1', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 'TEST', false, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772471040000),
	('01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-76bc-707b-8ddd-1997547edd23', 'LA-1', false, '2028-01-31', '2028-01-31', 'BEST_BEFORE', NULL, 1772471040000),
	('01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-769d-77bc-95cf-529361cbe75c', 'G-1', false, '2026-09-30', '2026-09-30', 'BEYOND_USE_DATE', NULL, 1772471040000),
	('01a23148-79a6-7570-a7be-b12fa334e03c', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 'S2', false, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772471160000),
	('01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-7682-77b1-b972-b71ff90858ca', 'NACL-1', false, '2027-02-28', '2027-02-28', 'LABELLED_EXPIRY', NULL, 1772471460000),
	('01a23148-7a37-75f9-a485-73501e63c194', '01a23148-76b3-713d-9147-f8eb6668b387', 'unknown', true, NULL, '9999-12-31', 'NONE_DECLARED', NULL, 1772471520000),
	('01a23148-804d-770d-985b-26d30c2a86b0', '01a23148-766c-75a0-916c-c474ed5d5fbd', 'E-1', false, '2026-03-08', '2026-03-08', 'LABELLED_EXPIRY', NULL, 1772580660000),
	('01a23148-7916-75df-9b72-d513ff5d9561', '01a23148-764a-74a7-b8a0-6dfe66040509', 'D4471', false, '2026-05-15', '2026-05-15', 'LABELLED_EXPIRY', NULL, 1772470920000),
	('01a23148-7f88-7790-871a-83f351058eee', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 'X9', false, '2027-12-31', '2027-12-31', 'BEST_BEFORE', NULL, 1772482140000),
	('01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-764a-74a7-b8a0-6dfe66040509', 'C3O16C3', false, '2027-06-30', '2027-06-30', 'LABELLED_EXPIRY', '01a23148-78e2-7554-8315-c38abe47f5c0', 1772640660000);


--
-- Data for Name: lot_correction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.lot_correction VALUES
	('01a23148-8201-7402-8fa7-5f556edd159d', '01a23148-7916-75df-9b72-d513ff5d9561', 1772640540000, 'max', 'ana', 'the label was misread', 'D4417', NULL, false, NULL),
	('01a23148-821a-71e5-a8b5-19fa84fe3b48', '01a23148-7f88-7790-871a-83f351058eee', 1772640600000, 'max', 'ana', 'it has a date', NULL, NULL, true, NULL),
	('01a23148-8267-7643-bbac-8fe39a5e3a8d', '01a23148-78e2-7554-8315-c38abe47f5c0', 1772640780000, 'max', 'ana', 'an O that is a zero', 'C3O16C3', NULL, false, '01a23148-8234-76a3-b05d-0e92c392d5fc');


--
-- Data for Name: lot_spelling; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.lot_spelling VALUES
	('01a23148-77b9-723f-bdfa-f825f5e48043', 'D7654', '01a23148-77d0-764c-bf69-43958f294784'),
	('01a23148-77c1-71fc-aa4c-1ef16f69f268', '6120-88', '01a23148-77e3-72e2-8e66-20ff2b628bf4'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', 'C3016C3', '01a23148-78e2-7554-8315-c38abe47f5c0'),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 'S1', '01a23148-78ea-7693-a805-474ca56172d5'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', '21-A', '01a23148-7915-76c6-9910-b8ad08df5013'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', 'D4417', '01a23148-7916-75df-9b72-d513ff5d9561'),
	('01a23148-766c-75a0-916c-c474ed5d5fbd', 'VA1', '01a23148-7943-76b6-9e18-f9ddad78b6d2'),
	('01a23148-766c-75a0-916c-c474ed5d5fbd', 'L1', '01a23148-7944-74bc-9fda-995f47748a19'),
	('01a23148-7682-77b1-b972-b71ff90858ca', 'NACL-9', '01a23148-7960-77dd-94c4-ec212f5d3695'),
	('01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'P-1', '01a23148-7966-722b-bb02-6cb594203086'),
	('01a23148-76d5-7798-94ff-4d84c3d93a76', '', '01a23148-7966-722b-bb02-6cb69b113a30'),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 'TEST', '01a23148-7967-7512-8d68-d3960aa4a2f1'),
	('01a23148-76bc-707b-8ddd-1997547edd23', 'LA-1', '01a23148-7968-7664-9b42-c7d8f2d551e1'),
	('01a23148-769d-77bc-95cf-529361cbe75c', 'G-1', '01a23148-7968-7664-9b42-c7d9882fa3f5'),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 'S2', '01a23148-79a6-7570-a7be-b12fa334e03c'),
	('01a23148-7682-77b1-b972-b71ff90858ca', 'NACL-1', '01a23148-7a20-70a7-a30d-659b60afeb68'),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 'X9', '01a23148-7f88-7790-871a-83f351058eee'),
	('01a23148-766c-75a0-916c-c474ed5d5fbd', 'E-1', '01a23148-804d-770d-985b-26d30c2a86b0'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', 'D4471', '01a23148-7916-75df-9b72-d513ff5d9561'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', 'C3O16C3', '01a23148-78e2-7554-8315-c38abe47f5c0');


--
-- Data for Name: patient_link; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.patient_link VALUES
	('P-105', 1, 'P-104', false, 1772478480000, 'dia'),
	('P-106', 1, 'P-101', false, 1772478540000, 'dia'),
	('P-106', 2, 'P-101', true, 1772478600000, 'dia');


--
-- Data for Name: posting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.posting VALUES
	('01a23148-77d7-7778-8935-89a208733cbd', 'OPENING_STOCK', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772348400000, 1772467260000, 'max', 'lotwise import', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-77e3-72e2-8e66-2101e1f45915', 'OPENING_STOCK', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772348400000, 1772467260000, 'max', 'lotwise import', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-77ee-72d1-84db-a71bc98c458a', 'OPENING_STOCK', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772348400000, 1772467260000, 'max', 'lotwise import', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7816-7594-915b-761acb071cd9', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772463000000, 1772467320000, 'max', 'lotwise import', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-782e-7067-bb6a-4e1db707dbd4', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772463000000, 1772467320000, 'max', 'lotwise import', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-78e1-7134-8a4c-8c2bb9d8cbcc', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772469060000, 1772470860000, 'max', 'tests', 'DN-1', NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-7915-76c6-9910-b8ac24dff4eb', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772470920000, 1772470920000, 'max', 'tests', 'DN-1', 'line 1, ShortShelfLife: it is needed today', '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-7942-750a-8d0b-ad2748bb181f', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772470980000, 1772470980000, 'max', 'tests', NULL, 'line 0, UnauthorizedSupplier: its licence is on its way; line 1, SuspectBarcode: the label says the same; line 1, UnauthorizedSupplier: its licence is on its way', '01a23148-774b-745f-9698-2afaa9560889', NULL, NULL, NULL, NULL, NULL),
	('01a23148-7960-77dd-94c4-ec20961754a5', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772470740000, 1772471040000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-798a-7593-8943-bf1a5fd2571d', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772471100000, 1772471100000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-79a6-7570-a7be-b12e009db30b', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772471160000, 1772471160000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-79c2-70f9-afb4-3e3cdd23a896', 'REVERSAL', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772471160000, 1772471220000, 'max', 'tests', NULL, 'keyed twice', NULL, NULL, NULL, NULL, NULL, '01a23148-79a6-7570-a7be-b12e009db30b'),
	('01a23148-79ef-7783-8d1d-f58018cb0b0a', 'RECEIPT', '01a23148-75e7-702d-91f9-168404831f9c', 1772471400000, 1772471400000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-7a20-70a7-a30d-659ead936f5a', 'OPENING_STOCK', '01a23148-75e7-702d-91f9-168404831f9c', 1772323200000, 1772471460000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', NULL, NULL, NULL, NULL, NULL),
	('01a23148-7a37-75f9-a485-735170879f6e', 'OPENING_STOCK', '01a23148-75e7-702d-91f9-168404831f9c', 1772323200000, 1772471520000, 'max', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7a5d-76bb-ae22-cd5299e77691', 'CONSUMPTION', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474340000, 1772474460000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7a96-7226-9273-524f2801138e', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474520000, 1772474580000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ac7-706e-ba6f-cac349472f98', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474640000, 1772474640000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b28-7275-aa7b-b2a262fe2fa6', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474880000, 1772474880000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b42-72fa-954c-9cfe4d699ad4', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474940000, 1772474940000, 'ana', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b65-7182-95ab-9cab10628aa2', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474400000, 1772475000000, 'ehr', 'ehr-bridge', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7bb2-7278-889b-51128f7704d3', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772475120000, 1772475120000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7c23-7760-ba91-37bafd4ea5ab', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772475240000, 1772475240000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7cb0-7596-80e3-0a62d0c1b187', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772469060000, 1772475480000, 'max', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7cd9-7256-8386-bb4c2b7f1439', 'REVERSAL', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474520000, 1772478060000, 'ana', 'tests', NULL, 'charted wrong', NULL, NULL, NULL, NULL, NULL, '01a23148-7a96-7226-9273-524f2801138e'),
	('01a23148-7cf8-7711-b520-67f076f0d8d7', 'REVERSAL', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474640000, 1772478120000, 'max', 'tests', NULL, 'the syringe fell down', NULL, NULL, NULL, NULL, NULL, '01a23148-7ac7-706e-ba6f-cac349472f98'),
	('01a23148-7d65-716c-aab0-bcdcc1b9f2ed', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474940000, 1772478240000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7e06-749c-9632-7481ef7d8763', 'WASTE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478720000, 1772478720000, 'ana', 'tests', NULL, NULL, NULL, NULL, 'witness-3', 'sharps container', 'CERT-1', NULL),
	('01a23148-7e23-749e-bc6b-c15daf591188', 'WASTE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478600000, 1772478780000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7e3b-70e7-b3de-cbc455a3c7b0', 'CONSUMPTION', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478840000, 1772478840000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7e51-70ad-adfd-e031f91a541d', 'ADJUSTMENT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478900000, 1772478900000, 'max', 'tests', NULL, 'shelf check', NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7e66-7165-8ac7-c22c0deeeaeb', 'ADJUSTMENT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478960000, 1772478960000, 'max', 'tests', NULL, 'weighed', NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7e7a-73aa-91fb-e225e324ae20', 'REVERSAL', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772478900000, 1772479020000, 'max', 'tests', NULL, 'the wrong shelf', NULL, NULL, NULL, NULL, NULL, '01a23148-7e51-70ad-adfd-e031f91a541d'),
	('01a23148-7e91-7304-8d86-6125374fb9e1', 'SUPPLIER_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772479080000, 1772479080000, 'max', 'tests', 'RMA-17', 'ordered twice', '01a23148-7745-7648-a867-e4a00fbfe40b', NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ea1-7756-bc76-095846028641', 'SUPPLIER_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772479140000, 1772479140000, 'max', 'tests', NULL, 'a sample was not wanted', '01a23148-7745-7648-a867-e4a00fbfe40b', NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ebf-74b1-b8bd-b4dce4ca2861', 'SALE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772481600000, 1772481660000, 'flo', 'tests', 'POS-1', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ee7-7365-82a3-900ed1de7f4a', 'SALE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772481720000, 1772481720000, 'flo', 'tests', 'POS-2', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7f39-76a5-989d-e9b81304fefc', 'SALE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772481900000, 1772481900000, 'flo', 'tests', 'POS-4', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7f54-71c6-a05d-98767d11f7a1', 'SALE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772481960000, 1772481960000, 'flo', 'tests', 'POS-6', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7f86-75cb-996f-d4e21ae3677a', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482140000, 1772482140000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-7fac-74d4-93a7-61647dbe8d79', 'SALE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772421840000, 1772482200000, 'flo', 'tests', 'POS-3', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7fd0-7246-999b-45ecdc6bfef4', 'SALE_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482320000, 1772482320000, 'flo', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7feb-716a-a96e-dbeebfae2b4c', 'SALE_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482380000, 1772482380000, 'flo', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-800a-7195-a4dc-3b49ff377abe', 'SALE_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482440000, 1772482440000, 'flo', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8026-76a1-998a-6567d20a0fd6', 'SALE_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482500000, 1772482500000, 'flo', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-804c-703f-897d-76ee0b9ec5b8', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772580660000, 1772580660000, 'max', 'tests', NULL, 'line 0, ShortShelfLife: for tomorrow', '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-806d-73cd-9bd2-7d913b426891', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772580720000, 1772580720000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8187-7414-be3f-b0217b974d1f', 'SALE_RETURN', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640240000, 1772640240000, 'flo', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-81cd-77c1-922c-a26616a35e9d', 'WASTE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640420000, 1772640420000, 'ana', 'tests', NULL, NULL, NULL, NULL, 'witness-3', 'sharps container', 'CERT-2', NULL),
	('01a23148-81f0-72f7-84ad-c9d13651780f', 'WASTE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640480000, 1772640480000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8233-7305-8ad2-e1f11f1e9565', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640660000, 1772640660000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-8255-7535-8ade-faa44f0a4742', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640720000, 1772640720000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8267-7643-bbac-8fe39a5e3a8d', 'LOT_CORRECTION', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640780000, 1772640780000, 'max', 'tests', NULL, 'an O that is a zero', NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8566-7766-9183-bb6546e108ff', 'RECEIPT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773069060000, 1773069060000, 'max', 'tests', NULL, NULL, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-7745-7648-a867-e4a1aaf266fb', NULL, NULL, NULL, NULL),
	('01a23148-85b9-771f-b698-fd4f6497b005', 'USAGE', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773067380000, 1773069180000, 'ana', 'tests', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8770-7565-b13b-0672c37fe0b5', 'SUPPLIER_RETURN', '01a23148-75e7-702d-91f9-168404831f9c', 1773069660000, 1773069660000, 'dia', 'tests', 'RMA 12', 'Recall AV-1 of AbbVie Inc.', '01a23148-7745-7648-a867-e4a00fbfe40b', NULL, NULL, NULL, NULL, NULL),
	('01a23148-8815-739b-b438-1a51018538d1', 'DESTRUCTION', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773069840000, 1773069840000, 'dia', 'tests', NULL, 'Recall AV-1 of AbbVie Inc.', NULL, NULL, 'witness-3', 'fire', 'CERT-3', NULL),
	('01a23148-89a2-72a8-9780-f4ad15e2acf4', 'ADJUSTMENT', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773070080000, 1773070080000, 'max', 'tests', NULL, 'it was counted for the recall', NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-89ec-7755-9ecb-b81a24fe2ac2', 'DESTRUCTION', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773070200000, 1773070200000, 'dia', 'tests', NULL, 'Recall GL-5 of Glow Labs', NULL, NULL, 'witness-3', 'the firm''s courier', NULL, NULL);


--
-- Data for Name: product; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.product VALUES
	('01a23148-766c-75a0-916c-c474ed5d5fbd', 'JUV-VOLUMA', 'Juvéderm Voluma XC 1 mL', 'AbbVie', 'DERMAL_FILLER', 'DEVICE', 'mL', 500, 'syringe', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, true, false, 30, false, NULL, 1772464500000, false, false, NULL, 1772464500000),
	('01a23148-7682-77b1-b972-b71ff90858ca', 'SALINE-30', 'Bacteriostatic saline 30 mL', 'Hospira', 'INJECTABLE_DRUG', 'DRUG', 'mL', 1000, 'vial', 300000, 'MULTI_PATIENT', 672, false, false, 'ROOM', true, true, false, NULL, false, NULL, 1772464560000, false, false, NULL, 1772464560000),
	('01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'SEMA-PEN', 'Semaglutide pen', 'Novo Nordisk', 'INJECTABLE_DRUG', 'COMPOUNDED_DRUG', 'dose', 10000, 'pen', 40000, 'SINGLE_PATIENT', 1344, false, false, 'REFRIGERATED', true, true, true, NULL, true, NULL, 1772464620000, false, false, NULL, 1772464620000),
	('01a23148-769d-77bc-95cf-529361cbe75c', 'FAT-GRAFT', 'Own fat, kept', 'House', 'BIOSTIMULATOR', 'BIOLOGIC', 'mL', 10000, 'bag', 200000, 'SINGLE_USE', NULL, false, true, 'FROZEN', true, true, false, NULL, false, NULL, 1772464680000, false, false, NULL, 1772464680000),
	('01a23148-76b3-713d-9147-f8eb6668b387', 'CREAM', 'Night cream', 'Glow Labs', 'RETAIL_SKINCARE', 'COSMETIC', 'each', 10000, 'jar', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, false, false, NULL, false, 455000, 1772464800000, false, false, NULL, 1772464800000),
	('01a23148-76bc-707b-8ddd-1997547edd23', 'LASH', 'Lash solution', 'AbbVie', 'RETAIL_SKINCARE', 'DRUG', 'each', 10000, 'bottle', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, false, false, NULL, true, 1200000, 1772464860000, false, false, NULL, 1772464860000),
	('01a23148-76c9-7715-85b4-9496df6b3d43', 'SET', 'Glow set', 'Glow Labs', 'RETAIL_SKINCARE', 'COSMETIC', 'each', 10000, 'set', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, false, false, NULL, false, 1999900, 1772464920000, true, false, NULL, 1772464920000),
	('01a23148-76d5-7798-94ff-4d84c3d93a76', 'GAUZE', 'Gauze', 'Generic', 'CONSUMABLE', 'SUPPLY', 'each', 10000, 'pad', 10000, 'SINGLE_USE', NULL, false, false, 'UNSPECIFIED', false, false, false, NULL, false, NULL, 1772464980000, false, false, NULL, 1772464980000),
	('01a23148-76e0-76f2-96be-4d6c434c3bb3', 'BOTOX-50', 'BOTOX Cosmetic 50 U', 'AbbVie', 'NEUROTOXIN', 'BIOLOGIC', 'U', 5000, 'vial', 500000, 'MULTI_PATIENT', 24, false, false, 'REFRIGERATED', true, true, false, NULL, false, NULL, 1772465040000, false, true, '01a23148-764a-74a7-b8a0-6dfe66040509', 1772465040000),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', 'SERUM-C', 'Vitamin C serum 30 ml', 'Glow Labs', 'RETAIL_SKINCARE', 'COSMETIC', 'each', 10000, 'bottle', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, false, false, NULL, false, 890000, 1772465160000, false, false, NULL, 1772464740000),
	('01a23148-764a-74a7-b8a0-6dfe66040509', 'BOTOX-100', 'BOTOX Cosmetic 100 U', 'AbbVie', 'NEUROTOXIN', 'BIOLOGIC', 'U', 5000, 'vial', 1000000, 'MULTI_PATIENT', 30, true, false, 'REFRIGERATED', true, true, false, 120, false, NULL, 1772464440000, false, false, NULL, 1772464440000),
	('01a23148-77b9-723f-bdfa-f825f5e48043', 'DYSPORT-300', 'Dysport 300 U', 'Galderma', 'NEUROTOXIN', 'BIOLOGIC', 'U', 10000, 'vial', 3000000, 'MULTI_PATIENT', 24, true, false, 'REFRIGERATED', true, true, false, NULL, false, NULL, 1772467200000, false, false, NULL, 1772467200000),
	('01a23148-77c1-71fc-aa4c-1ef16f69f268', 'LIDO-1-20', 'Lidocaine 1 %, 20 mL', 'Generic', 'INJECTABLE_DRUG', 'DRUG', 'mL', 500, 'vial', 200000, 'MULTI_PATIENT', 672, false, false, 'ROOM', true, true, false, NULL, false, NULL, 1772467200000, false, false, NULL, 1772467200000),
	('01a23148-77c7-71ea-a38c-94c40bc672e5', 'SPF-50', 'Sunscreen SPF 50', 'Glow Labs', 'RETAIL_SKINCARE', 'OTC_DRUG', 'each', 10000, 'tube', 10000, 'SINGLE_USE', NULL, false, false, 'ROOM', true, false, false, NULL, false, 340000, 1772467200000, false, false, NULL, 1772467200000);


--
-- Data for Name: product_identifier; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.product_identifier VALUES
	('GTIN', '00300239232013', '01a23148-764a-74a7-b8a0-6dfe66040509', '00300239232013', 1),
	('NDC', '00300239232013', '01a23148-764a-74a7-b8a0-6dfe66040509', '0023-9232-01', 1),
	('GTIN', '07540161860004', '01a23148-766c-75a0-916c-c474ed5d5fbd', '07540161860004', 1),
	('GTIN', '17540161860001', '01a23148-766c-75a0-916c-c474ed5d5fbd', '17540161860001', 2),
	('UPC', '00036000291452', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '036000291452', 1),
	('REF', 'GL-77', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 'GL-77', 1);


--
-- Data for Name: product_site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.product_site VALUES
	('01a23148-77b9-723f-bdfa-f825f5e48043', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-77c1-71fc-aa4c-1ef16f69f268', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-77c7-71ea-a38c-94c40bc672e5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-7691-72e6-b1ba-5a9fbb9ee770', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-769d-77bc-95cf-529361cbe75c', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-76bc-707b-8ddd-1997547edd23', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-76d5-7798-94ff-4d84c3d93a76', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-75e7-702d-91f9-168404831f9c'),
	('01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-75e7-702d-91f9-168404831f9c'),
	('01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-75e7-702d-91f9-168404831f9c'),
	('01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-75e7-702d-91f9-168404831f9c');


--
-- Data for Name: purchase_order; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.purchase_order VALUES
	('01a23148-7876-7394-b652-cf517d029110', 1, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'CANCELLED', '2026-03-05', 1772467500000, 'max', NULL, NULL, NULL, 1772467560000, 'max', 'ordered elsewhere'),
	('01a23148-78a4-7656-a766-7afb032e6ab4', 2, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'SUBMITTED', '2026-03-05', 1772467620000, 'max', 1772467920000, '2026-03-02', 'max', NULL, NULL, NULL),
	('01a23148-78cd-76ae-9869-77d72b53bf10', 5, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'DRAFT', NULL, 1772468040000, 'max', NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-78b7-7039-baaf-b4679ef7d916', 4, '01a23148-774b-745f-9698-2afaa9560889', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'PARTIALLY_RECEIVED', NULL, 1772467740000, 'max', 1772467860000, '2026-03-02', 'max', NULL, NULL, NULL),
	('01a23148-78af-7566-82cb-2672cf4a510d', 3, '01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'CLOSED', '2026-03-06', 1772467680000, 'max', 1772467800000, '2026-03-02', 'max', 1772471340000, 'max', 'the rest is sold out');


--
-- Data for Name: purchase_order_line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.purchase_order_line VALUES
	('01a23148-7876-7394-b652-cf52bfa1740e', '01a23148-7876-7394-b652-cf517d029110', 0, '01a23148-764a-74a7-b8a0-6dfe66040509', 'AM-100', 10, 1, 6012500),
	('01a23148-78a4-7656-a766-7afce434a499', '01a23148-78a4-7656-a766-7afb032e6ab4', 0, '01a23148-764a-74a7-b8a0-6dfe66040509', 'AM-100', 10, 1, 6012500),
	('01a23148-78af-7566-82cb-267329e174a6', '01a23148-78af-7566-82cb-2672cf4a510d', 0, '01a23148-764a-74a7-b8a0-6dfe66040509', 'AM-100', 4, 1, 5900000),
	('01a23148-78af-7566-82cb-26743d28eae5', '01a23148-78af-7566-82cb-2672cf4a510d', 1, '01a23148-76a8-7669-84c6-8a5c6d05dd07', NULL, 6, 1, 380000),
	('01a23148-78b7-7039-baaf-b468fbc3e32c', '01a23148-78b7-7039-baaf-b4679ef7d916', 0, '01a23148-766c-75a0-916c-c474ed5d5fbd', NULL, 3, 2, 7000000),
	('01a23148-78cd-76ae-9869-77d87d9cc134', '01a23148-78cd-76ae-9869-77d72b53bf10', 0, '01a23148-76a8-7669-84c6-8a5c6d05dd07', NULL, 1, 1, 380000);


--
-- Data for Name: purchase_receipt; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.purchase_receipt VALUES
	('01a23148-78e1-7134-8a4c-8c2bb9d8cbcc', '01a23148-78af-7566-82cb-267329e174a6', 3, '2026-03-02', 0, false),
	('01a23148-78e1-7134-8a4c-8c2bb9d8cbcc', '01a23148-78af-7566-82cb-26743d28eae5', 6, '2026-03-02', 0, false),
	('01a23148-7942-750a-8d0b-ad2748bb181f', '01a23148-78b7-7039-baaf-b468fbc3e32c', 4, '2026-03-02', 0, false);


--
-- Data for Name: recall; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall VALUES
	('01a23148-8306-72be-ac59-6fa65c76ab20', 'RECALL', 'AV-1', 'CLASS_I', 'AbbVie Inc.', 'particles', 'Stop, count, call.', '2026-03-08', '2026-03-16', 'OPEN', 1773068640000, 'dia', 59),
	('01a23148-8370-7607-a33e-b217320271c9', 'RECALL', 'AV-1', 'CLASS_II', 'AbbVie Inc.', 'opened by mistake', NULL, '2026-03-08', NULL, 'CANCELLED', 1773068820000, 'dia', 40),
	('01a23148-8510-70a5-a3fd-a992f330e584', 'SUSPECT_PRODUCT', NULL, 'NOT_YET_CLASSIFIED', 'Cascade Supplies', 'the label looks odd', NULL, '2026-03-09', NULL, 'OPEN', 1773068940000, 'dia', 32),
	('01a23148-8967-71bc-847d-fb9c343dcf6c', 'MARKET_WITHDRAWAL', 'GL-5', 'CLASS_III', 'Glow Labs', 'the wrong label', NULL, '2026-03-09', NULL, 'CLOSED', 1773070020000, 'dia', 24),
	('01a23148-854c-753c-9861-b2c98a67cc20', 'MOCK', NULL, 'CLASS_III', 'Glow Labs', 'the yearly exercise', NULL, '2026-03-09', NULL, 'CLOSED', 1773069000000, 'dia', 41);


--
-- Data for Name: recall_attempt; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_attempt VALUES
	('01a23148-86f5-7280-b735-df1e6a4fd667', '01a23148-8324-7480-b3d8-d1ebb4a4c6c1', 1773069120000, 'dia', 'telephone', 'CONTACTED', 'will come on Friday', 1773069420000),
	('01a23148-871a-7546-b91a-84fb2f3c100f', '01a23148-8324-7480-b3d8-d1ebb4a4c6c1', 1773069480000, 'dia', 'letter', 'UNREACHABLE', NULL, 1773069480000),
	('01a23148-871a-7546-b91a-84fc6d0fb8e0', '01a23148-8324-7480-b3d8-d1ec3fa25646', 1773069480000, 'dia', 'letter', 'UNREACHABLE', NULL, 1773069480000),
	('01a23148-8720-73b3-bcb0-2de2fbed34f7', '01a23148-8324-7480-b3d8-d1ec3fa25646', 1773069540000, 'dia', 'letter', 'ACKNOWLEDGED', 'signed', 1773069540000);


--
-- Data for Name: recall_contact; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_contact VALUES
	('01a23148-8324-7480-b3d8-d1ed178f7754', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-107', 1772475300000, false, NULL, 'PENDING'),
	('01a23148-8324-7480-b3d8-d1ee8f211232', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-108', 1772474940000, true, NULL, 'PENDING'),
	('01a23148-8324-7480-b3d8-d1efad41944d', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-109', 1772640720000, true, NULL, 'PENDING'),
	('01a23148-8372-7783-8eec-a0601432712c', '01a23148-8370-7607-a33e-b217320271c9', 'PATIENT', 'P-100', 1772580720000, true, NULL, 'NOT_REQUIRED'),
	('01a23148-8372-7783-8eec-a061f0015633', '01a23148-8370-7607-a33e-b217320271c9', 'PATIENT', 'P-101', 1772474640000, true, NULL, 'NOT_REQUIRED'),
	('01a23148-8372-7783-8eec-a062230b0115', '01a23148-8370-7607-a33e-b217320271c9', 'PATIENT', 'P-107', 1772475300000, false, NULL, 'NOT_REQUIRED'),
	('01a23148-8372-7783-8eec-a063ae502c87', '01a23148-8370-7607-a33e-b217320271c9', 'PATIENT', 'P-111', 1772475240000, false, NULL, 'NOT_REQUIRED'),
	('01a23148-8514-731d-a65e-fa680ea09de4', '01a23148-8510-70a5-a3fd-a992f330e584', 'PATIENT', 'P-108', 1772474940000, true, NULL, 'PENDING'),
	('01a23148-85e7-7181-8641-f633e1fb820d', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-110', 1773067380000, true, NULL, 'PENDING'),
	('01a23148-8324-7480-b3d8-d1ebb4a4c6c1', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-100', 1772580720000, true, 'rn-ana', 'UNREACHABLE'),
	('01a23148-8324-7480-b3d8-d1ec3fa25646', '01a23148-8306-72be-ac59-6fa65c76ab20', 'PATIENT', 'P-101', 1772474640000, true, 'rn-ana', 'ACKNOWLEDGED');


--
-- Data for Name: recall_contact_site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_contact_site VALUES
	('01a23148-8324-7480-b3d8-d1ebb4a4c6c1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8324-7480-b3d8-d1ec3fa25646', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8324-7480-b3d8-d1ed178f7754', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8324-7480-b3d8-d1ee8f211232', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8324-7480-b3d8-d1efad41944d', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8372-7783-8eec-a0601432712c', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8372-7783-8eec-a061f0015633', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8372-7783-8eec-a062230b0115', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8372-7783-8eec-a063ae502c87', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-8514-731d-a65e-fa680ea09de4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182'),
	('01a23148-85e7-7181-8641-f633e1fb820d', '01a23148-75d7-72c3-91eb-4fdd0d0ce182');


--
-- Data for Name: recall_count; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_count VALUES
	('01a23148-8749-75ec-9084-bf0f790f794e', '01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75e7-702d-91f9-168404831f9c', 2000000, 2000000, 1, 1773069600000, 'max'),
	('01a23148-87c3-76bc-99d0-43bd9cf7017d', '01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 4680000, 10000, 13, 1773069720000, 'max'),
	('01a23148-87c3-76bc-99d0-43be27f61664', '01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-7916-75df-9b72-d513ff5d9561', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 2000000, 10000, 2, 1773069720000, 'max'),
	('01a23148-87c3-76bc-99d0-43bfeb674694', '01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 0, 10000, 6, 1773069720000, 'max'),
	('01a23148-89c8-7687-b360-bcb7bd2dd6e1', '01a23148-8967-71bc-847d-fb9c343dcf6c', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 40000, 30000, 2, 1773070140000, 'max'),
	('01a23148-8a9e-74b6-94e9-38348d3379df', '01a23148-854c-753c-9861-b2c98a67cc20', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 70000, 70000, 6, 1773070500000, 'max'),
	('01a23148-8abf-71a5-9e6e-103af7cba7ae', '01a23148-854c-753c-9861-b2c98a67cc20', '01a23148-7a37-75f9-a485-73501e63c194', '01a23148-75e7-702d-91f9-168404831f9c', 40000, 40000, 1, 1773070560000, 'max');


--
-- Data for Name: recall_disposal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_disposal VALUES
	('01a23148-8770-7565-b13b-0672c37fe0b5', '01a23148-8306-72be-ac59-6fa65c76ab20'),
	('01a23148-8815-739b-b438-1a51018538d1', '01a23148-8306-72be-ac59-6fa65c76ab20'),
	('01a23148-89ec-7755-9ecb-b81a24fe2ac2', '01a23148-8967-71bc-847d-fb9c343dcf6c');


--
-- Data for Name: recall_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_event VALUES
	('01a23148-8325-75aa-96cd-4f6eb0207121', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773068640000, 'dia', 'Opened with 3 lines: 3 lots, 5 contacts.'),
	('01a23148-8374-7742-b158-9278e46393a5', '01a23148-8370-7607-a33e-b217320271c9', 1773068820000, 'dia', 'Opened with 1 lines: 2 lots, 4 contacts.'),
	('01a23148-84ad-76ad-bbd0-1fdb3ce06456', '01a23148-8370-7607-a33e-b217320271c9', 1773068880000, 'dia', 'Cancelled, confirmed by dr-eve; contacts not to be told any more: 4. another firm''s product'),
	('01a23148-851c-729b-b968-7ca1555093e3', '01a23148-8510-70a5-a3fd-a992f330e584', 1773068940000, 'dia', 'Opened with 1 lines: 1 lots, 1 contacts.'),
	('01a23148-8550-71d6-b315-2816b4e2e0c0', '01a23148-854c-753c-9861-b2c98a67cc20', 1773069000000, 'dia', 'Opened with 1 lines: 2 lots, 0 contacts.'),
	('01a23148-8588-710c-bed5-b20a4a6313ba', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069060000, 'max', 'Lot C3016 C3 came to denver and is held.'),
	('01a23148-8589-76ef-bdb6-8d7e2ae0ff02', '01a23148-8510-70a5-a3fd-a992f330e584', 1773069060000, 'max', 'Lot VA1 came to denver and is held.'),
	('01a23148-85ea-7490-8485-9a58f5e76b8d', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069180000, 'ana', 'usage_01m8rmh1e0e0xtjdkxgbf286fb was entered later: who was exposed by it is to be told.'),
	('01a23148-8623-74b4-9b0d-4e4f0bd8e8f5', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069240000, 'dia', 'Expanded by 1 lines: 0 lots, 0 contacts added, 0 reopened. the firm named another'),
	('01a23148-867f-700e-9c86-c5822712735d', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069360000, 'dia', 'Contacts given to rn-ana: 2.'),
	('01a23148-8702-775a-a810-866cd3677e17', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069420000, 'dia', 'Contacts by telephone: 1, now contacted.'),
	('01a23148-871b-73ce-9c8b-b83fa998bab5', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069480000, 'dia', 'Contacts by letter: 2, now unreachable.'),
	('01a23148-8721-73bb-954d-a66007969721', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069540000, 'dia', 'Contacts by letter: 1, now acknowledged.'),
	('01a23148-874a-755d-a09d-b745c725ffc3', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069600000, 'max', 'auckland counted lot C3016 C3 200 of 200.'),
	('01a23148-878d-77c0-bf23-2fe8673ce55b', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069660000, 'dia', 'Sent back at auckland: 200 of lot C3016 C3, by posting_01m8rmh1vgenjv2er6eb1qzr5n.'),
	('01a23148-87c4-7180-b237-40ac2f55726c', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069720000, 'max', 'denver counted lot C3016 C3 1 of 468, lot D4471 1 of 200, lot 21-A 1 of 0.'),
	('01a23148-8818-70a5-804b-56cf3eec4482', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069840000, 'dia', 'Destroyed at denver: 368 of lot C3016 C3, by posting_01m8rmh20needv8e0ta40rae6h.'),
	('01a23148-88f2-7281-95b9-481cc931be37', '01a23148-8306-72be-ac59-6fa65c76ab20', 1773069900000, 'dia', 'Released at denver: 200 of lot D4471, confirmed by dr-eve. the firm took it back'),
	('01a23148-8968-713c-b860-41a7cdbfb149', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070020000, 'dia', 'Opened with 1 lines: 1 lots, 0 contacts.'),
	('01a23148-89c9-71fe-bd18-38a54de44497', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070140000, 'max', 'denver counted lot unknown 3 of 4.'),
	('01a23148-89ed-7345-9814-2d411d618d51', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070200000, 'dia', 'Destroyed at denver: 4 of lot unknown, by posting_01m8rmh2fcexasxjxr38jfwap2.'),
	('01a23148-8a10-74a1-8d9c-f8d8840aa004', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070260000, 'dia', 'Signed for 2 of lot unknown at denver: a tester that nobody wrote down'),
	('01a23148-8a36-70f0-afcf-d716b8f2e359', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070320000, 'dia', 'Closed. all of it is accounted for'),
	('01a23148-8a39-7126-a096-94788105c857', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070380000, 'dia', 'Reopened. a tube more'),
	('01a23148-8a84-7534-a1f7-4cafb48e00c4', '01a23148-8967-71bc-847d-fb9c343dcf6c', 1773070440000, 'dia', 'Closed. it was another lot'),
	('01a23148-8aa4-72a9-9722-3eff5b813c69', '01a23148-854c-753c-9861-b2c98a67cc20', 1773070500000, 'max', 'denver counted lot unknown 7 of 7.'),
	('01a23148-8ac0-7630-9fc4-43e6470b1a1b', '01a23148-854c-753c-9861-b2c98a67cc20', 1773070560000, 'max', 'auckland counted lot unknown 4 of 4.'),
	('01a23148-8ad2-73d5-aa39-53bc3154f843', '01a23148-854c-753c-9861-b2c98a67cc20', 1773070620000, 'dia', 'Closed. everything was found');


--
-- Data for Name: recall_explanation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_explanation VALUES
	('01a23148-8a09-76b4-bec5-8a2115b62188', '01a23148-8967-71bc-847d-fb9c343dcf6c', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 20000, 'a tester that nobody wrote down', 1773070260000, 'dia');


--
-- Data for Name: recall_lot; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_lot VALUES
	('01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-78e2-7554-8315-c38abe47f5c0', 0, 1773068640000),
	('01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-7916-75df-9b72-d513ff5d9561', 1, 1773068640000),
	('01a23148-8306-72be-ac59-6fa65c76ab20', '01a23148-7915-76c6-9910-b8ad08df5013', 2, 1773068640000),
	('01a23148-8370-7607-a33e-b217320271c9', '01a23148-7960-77dd-94c4-ec212f5d3695', 0, 1773068820000),
	('01a23148-8370-7607-a33e-b217320271c9', '01a23148-7a20-70a7-a30d-659b60afeb68', 0, 1773068820000),
	('01a23148-8510-70a5-a3fd-a992f330e584', '01a23148-7943-76b6-9e18-f9ddad78b6d2', 0, 1773068940000),
	('01a23148-854c-753c-9861-b2c98a67cc20', '01a23148-7967-7512-8d68-d3959642b4f8', 0, 1773069000000),
	('01a23148-854c-753c-9861-b2c98a67cc20', '01a23148-7a37-75f9-a485-73501e63c194', 0, 1773069000000),
	('01a23148-8967-71bc-847d-fb9c343dcf6c', '01a23148-77ee-72d1-84db-a71abe18afee', 0, 1773070020000);


--
-- Data for Name: recall_notice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_notice VALUES
	('01a23148-783e-72bf-9f91-a3ff7858bb73', 'openFDA drug enforcement', 'D-9001-2026', 'Galderma', 'CLASS_II', 'Dysport 300 Units vial', 'Lot D7654, exp 08/2027', 'An invented reason', 'Ongoing', '2026-03-01', 'PROPOSED', NULL, NULL, NULL, NULL, 1772467380000, 'schedule', NULL),
	('01a23148-7846-74d9-b65e-3727c5fd7455', 'openFDA drug enforcement', 'D-9002-2026', 'Nobody Known', 'CLASS_III', 'Tablets that no clinic of this story has', 'Lots A1 through A9', NULL, 'Ongoing', '2026-03-02', 'NO_MATCH', NULL, NULL, NULL, NULL, 1772467380000, 'schedule', NULL),
	('01a23148-8291-7179-9a16-ad4bd2d8e863', 'a letter', 'AV-1', 'AbbVie Inc.', 'CLASS_I', 'BOTOX Cosmetic 100 Units', 'Lot C3016 C3, Exp 06/2027', NULL, NULL, '2026-03-09', 'OPENED', '01a23148-8306-72be-ac59-6fa65c76ab20', 'dia', 1773068700000, 'It is ours.', 1773068460000, 'dia', NULL),
	('01a23148-82b2-77d3-85f2-abefd8df493b', 'a letter', 'AV-2', 'AbbVie Inc.', 'NOT_YET_CLASSIFIED', 'BOTOX Cosmetic 100 Units', '', NULL, NULL, '2026-03-09', 'DISMISSED', NULL, 'dia', 1773068760000, 'The same letter again.', 1773068580000, 'dia', NULL),
	('01a23148-8ae0-715e-aaf9-58df548079e5', 'a letter', 'AV-3', 'Nobody Known', 'CLASS_II', 'Tablets that no clinic of this story has', 'Lots A1 and A2', NULL, NULL, '2026-03-09', 'NO_MATCH', NULL, NULL, NULL, NULL, 1773070680000, 'dia', NULL);


--
-- Data for Name: recall_notice_match; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_notice_match VALUES
	('01a23148-783e-72bf-9f91-a3ff7858bb73', '01a23148-77b9-723f-bdfa-f825f5e48043', 'LOT_AND_PRODUCT', '["lot_01m8rmgxyges6byta3jp7jjhw4"]', '["lot D7654","name Dysport 300 U"]'),
	('01a23148-8291-7179-9a16-ad4bd2d8e863', '01a23148-764a-74a7-b8a0-6dfe66040509', 'LOT_AND_PRODUCT', '["lot_01m8rmgy72ena865e3haz4fxe0"]', '["lot C3016C3","name BOTOX Cosmetic 100 U"]'),
	('01a23148-8291-7179-9a16-ad4bd2d8e863', '01a23148-76e0-76f2-96be-4d6c434c3bb3', 'PRODUCT_ONLY', '[]', '["name BOTOX Cosmetic 50 U"]'),
	('01a23148-82b2-77d3-85f2-abefd8df493b', '01a23148-764a-74a7-b8a0-6dfe66040509', 'PRODUCT_ONLY', '[]', '["name BOTOX Cosmetic 100 U"]'),
	('01a23148-82b2-77d3-85f2-abefd8df493b', '01a23148-76e0-76f2-96be-4d6c434c3bb3', 'PRODUCT_ONLY', '[]', '["name BOTOX Cosmetic 50 U"]');


--
-- Data for Name: recall_notice_range; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_notice_range VALUES
	(2, 'A1', 'A9', '01a23148-7846-74d9-b65e-3727c5fd7455');


--
-- Data for Name: recall_notice_term; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_notice_term VALUES
	('300', '01a23148-783e-72bf-9f91-a3ff7858bb73'),
	('D7654', '01a23148-783e-72bf-9f91-a3ff7858bb73'),
	('DYSPORT', '01a23148-783e-72bf-9f91-a3ff7858bb73'),
	('UNITS', '01a23148-783e-72bf-9f91-a3ff7858bb73'),
	('VIAL', '01a23148-783e-72bf-9f91-a3ff7858bb73'),
	('A1', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('A9', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('CLINIC', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('HAS', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('STORY', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('TABLETS', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('THAT', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('THIS', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('THROUGH', '01a23148-7846-74d9-b65e-3727c5fd7455'),
	('A1', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('A2', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('CLINIC', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('HAS', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('STORY', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('TABLETS', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('THAT', '01a23148-8ae0-715e-aaf9-58df548079e5'),
	('THIS', '01a23148-8ae0-715e-aaf9-58df548079e5');


--
-- Data for Name: recall_scope; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recall_scope VALUES
	('01a23148-8306-72be-ac59-6fa65c76ab20', 0, '01a23148-764a-74a7-b8a0-6dfe66040509', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189","lot_numbers":[{"printed":"C3016C3","canonical":"C3016C3"}],"lot_range":null,"serials":[],"all_lots":false,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773068640000, 'dia'),
	('01a23148-8306-72be-ac59-6fa65c76ab20', 1, '01a23148-764a-74a7-b8a0-6dfe66040509', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189","lot_numbers":[],"lot_range":{"from":"D4470","to":"D4475"},"serials":[],"all_lots":false,"expires":{"from":"2026-05-01","to":"2026-05-31"},"received":{"from":"2026-03-01","to":"2026-03-03"}}', 1773068640000, 'dia'),
	('01a23148-8306-72be-ac59-6fa65c76ab20', 2, '01a23148-764a-74a7-b8a0-6dfe66040509', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189","lot_numbers":[],"lot_range":null,"serials":[{"printed":"S-1","canonical":"S-1"}],"all_lots":false,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773068640000, 'dia'),
	('01a23148-8370-7607-a33e-b217320271c9', 0, '01a23148-7682-77b1-b972-b71ff90858ca', '{"product_id":"product_01m8rmgxm2eyrvjwnq3zwggp6a","lot_numbers":[],"lot_range":null,"serials":[],"all_lots":true,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773068820000, 'dia'),
	('01a23148-8510-70a5-a3fd-a992f330e584', 0, '01a23148-766c-75a0-916c-c474ed5d5fbd', '{"product_id":"product_01m8rmgxkcepg92v64ekpntqxx","lot_numbers":[{"printed":"VA1","canonical":"VA1"}],"lot_range":null,"serials":[],"all_lots":false,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773068940000, 'dia'),
	('01a23148-854c-753c-9861-b2c98a67cc20', 0, '01a23148-76b3-713d-9147-f8eb6668b387', '{"product_id":"product_01m8rmgxnke4ys2hzrxdk6hcw7","lot_numbers":[],"lot_range":null,"serials":[],"all_lots":true,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773069000000, 'dia'),
	('01a23148-8306-72be-ac59-6fa65c76ab20', 3, '01a23148-764a-74a7-b8a0-6dfe66040509', '{"product_id":"product_01m8rmgxjaejkvh83dzsk08189","lot_numbers":[{"printed":"21-A","canonical":"21-A"}],"lot_range":null,"serials":[],"all_lots":false,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773069240000, 'dia'),
	('01a23148-8967-71bc-847d-fb9c343dcf6c', 0, '01a23148-77c7-71ea-a38c-94c40bc672e5', '{"product_id":"product_01m8rmgxy7e7na734mrg5wcwq5","lot_numbers":[],"lot_range":null,"serials":[],"all_lots":true,"expires":{"from":null,"to":null},"received":{"from":null,"to":null}}', 1773070020000, 'dia');


--
-- Data for Name: received_serial; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.received_serial VALUES
	('01a23148-791b-77eb-aa55-d6e6dfd606aa', '01a23148-764a-74a7-b8a0-6dfe66040509', 'S-1', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-7915-76c6-9910-b8ac24dff4eb'),
	('01a23148-7971-7683-a0ec-4ab5ca0fdd22', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'PEN-1', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-7960-77dd-94c4-ec20961754a5'),
	('01a23148-7971-7683-a0ec-4ab6d90e4151', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'PEN-2', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-7960-77dd-94c4-ec20961754a5'),
	('01a23148-7971-7683-a0ec-4ab7c8b513a2', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'PEN-3', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-7960-77dd-94c4-ec20961754a5'),
	('01a23148-7990-75cf-bca6-2f2b78d2345d', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 'PEN-3', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-798a-7593-8943-bf1a5fd2571d');


--
-- Data for Name: reorder_policy; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.reorder_policy VALUES
	('01a23148-77ae-7661-be6d-4de128da303d', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', NULL, 5000000, 10000000, NULL, NULL, NULL, 1772465760000, 'max'),
	('01a23148-77b6-745e-8e6e-d32f2bcfc535', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 'RETAIL_SKINCARE', NULL, NULL, 9500, 7, 90, 1772465820000, 'max');


--
-- Data for Name: reservation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.reservation VALUES
	('01a23148-7ae9-7045-8783-d93521086311', '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1500000, 1400000, 'the party on Friday', 1773964800000, 1772474700000, 'max', NULL, NULL),
	('01a23148-7be4-72da-8f96-6573d7a8d3be', '01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 800000, 0, 'the week', 1772668800000, 1772475180000, 'max', NULL, NULL),
	('01a23148-7b06-7585-aee8-8f13cf993fab', '01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 20000, 0, 'cart 8', 1772478420000, 1772474820000, 'flo', 1772475360000, 'flo'),
	('01a23148-7afa-72fb-803b-64c01f1b0ac6', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 30000, 20000, 'cart 7', 1772481960000, 1772474760000, 'flo', NULL, NULL);


--
-- Data for Name: sale; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sale VALUES
	('01a23148-7ebf-74b1-b8bd-b4dd4bc5eeea', 'POS-1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'C-77', 1772481600000, '2026-03-02', 1772481660000, 'flo', 'tests', NULL, NULL, false, '\x8e138ed1c45b0bac65e7c8dd82aa8f6964e6035924c1509210a358ca6e201ee1', '01a23148-7ebf-74b1-b8bd-b4dce4ca2861'),
	('01a23148-7ee7-7365-82a3-900f676a1c84', 'POS-2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 1772481720000, '2026-03-02', 1772481720000, 'flo', 'tests', NULL, NULL, false, '\x278855f715b6b08c93f987dd9aca6bdf365b333eead119a77e5dceb556805de2', '01a23148-7ee7-7365-82a3-900ed1de7f4a'),
	('01a23148-7f22-7445-83e2-7a142859057b', 'POS-3', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 1772421840000, '2026-03-01', 1772481840000, 'flo', 'tests', 'OFFLINE', 'the till was alone', true, '\x3930a1d8a99e87ddc687949cb1b70c349e468c268506b9c0317eda066cee4312', NULL),
	('01a23148-7f39-76a5-989d-e9b9e024e275', 'POS-4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', NULL, 1772481900000, '2026-03-02', 1772481900000, 'flo', 'tests', NULL, NULL, false, '\xcf23cb929c4cc452adbbc232f7509a52239c8028ca2cc303a6217193297c1ea3', '01a23148-7f39-76a5-989d-e9b81304fefc'),
	('01a23148-7f54-71c6-a05d-98779d32b8b7', 'POS-6', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'C-78', 1772481960000, '2026-03-02', 1772481960000, 'flo', 'tests', NULL, NULL, false, '\xa01ec409d246208a18e0f29308184c35c13707c66a7ab24f9a1bfa0ce410a9f7', '01a23148-7f54-71c6-a05d-98767d11f7a1');


--
-- Data for Name: sale_line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sale_line VALUES
	('01a23148-7f23-75e2-8fc5-7a8a8cbaa1d1', '01a23148-7f22-7445-83e2-7a142859057b', 0, NULL, NULL, '01a23148-76a8-7669-84c6-8a5c6d05dd07', NULL, 'X9', 'X9', 'STATED', false, 10000, 890000, 0, 890000, NULL, NULL, NULL, NULL, 0, 0, 0, NULL, 1772482200000),
	('01a23148-7ec0-7586-9363-f12e4bb5e90b', '01a23148-7ebf-74b1-b8bd-b4dd4bc5eeea', 0, 'k1', NULL, '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-78ea-7693-a805-474ca56172d5', NULL, NULL, 'ASSUMED', true, 20000, 890000, 80000, 1700000, 760000, '01a23148-7afa-72fb-803b-64c01f1b0ac6', NULL, NULL, 10000, 850000, 380000, NULL, NULL),
	('01a23148-7ec0-7586-9363-f12fdf22d82e', '01a23148-7ebf-74b1-b8bd-b4dd4bc5eeea', 1, 'k2', NULL, '01a23148-76bc-707b-8ddd-1997547edd23', '01a23148-7968-7664-9b42-c7d8f2d551e1', NULL, NULL, 'STATED', true, 10000, 1100000, 0, 1100000, NULL, NULL, 'RX-1', 'dr-dia', 10000, 1100000, NULL, NULL, NULL),
	('01a23148-7f3b-70ed-82ef-a8bd508991f6', '01a23148-7f39-76a5-989d-e9b9e024e275', 0, NULL, NULL, '01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-7967-7512-8d68-d3959642b4f8', NULL, NULL, 'STATED', true, 30000, 455000, 0, 1365000, 330000, NULL, NULL, NULL, 10000, 455000, 110000, NULL, NULL),
	('01a23148-7fac-74d4-93a7-61653ef84d02', '01a23148-7f22-7445-83e2-7a142859057b', 0, NULL, NULL, '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-7f88-7790-871a-83f351058eee', NULL, NULL, 'STATED', true, 10000, 890000, 0, 890000, 390000, NULL, NULL, NULL, 10000, 890000, 390000, '01a23148-7f23-75e2-8fc5-7a8a8cbaa1d1', NULL),
	('01a23148-7ee8-76ac-9284-e9aefe4948a6', '01a23148-7ee7-7365-82a3-900f676a1c84', 0, 's', '01a23148-76c9-7715-85b4-9496df6b3d43', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-78ea-7693-a805-474ca56172d5', NULL, NULL, 'ASSUMED', true, 20000, 796381, 0, 1592762, 760000, NULL, NULL, NULL, 20000, 1592762, 760000, NULL, NULL),
	('01a23148-7ee8-76ac-9284-e9aff0788106', '01a23148-7ee7-7365-82a3-900f676a1c84', 0, 's', '01a23148-76c9-7715-85b4-9496df6b3d43', '01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-7967-7512-8d68-d3959642b4f8', NULL, NULL, 'ASSUMED', true, 10000, 407138, 0, 407138, 110000, NULL, NULL, NULL, 10000, 407138, 110000, NULL, NULL),
	('01a23148-7f54-71c6-a05d-9878c7dc5180', '01a23148-7f54-71c6-a05d-98779d32b8b7', 0, 'k', NULL, '01a23148-76bc-707b-8ddd-1997547edd23', '01a23148-7968-7664-9b42-c7d8f2d551e1', NULL, NULL, 'STATED', true, 10000, 1200000, 0, 1200000, NULL, NULL, 'RX-2', 'dr-dia', 10000, 1200000, NULL, NULL, NULL);


--
-- Data for Name: sale_return; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sale_return VALUES
	('01a23148-7fd2-7537-b1c3-954a78b3d6e5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482320000, '2026-03-02', 1772482320000, 'flo', 'tests', '01a23148-7fd0-7246-999b-45ecdc6bfef4'),
	('01a23148-7fee-74fe-bd6e-b70333a1197a', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482380000, '2026-03-02', 1772482380000, 'flo', 'tests', '01a23148-7feb-716a-a96e-dbeebfae2b4c'),
	('01a23148-800d-76b8-9e57-01e4cb5833b4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482440000, '2026-03-02', 1772482440000, 'flo', 'tests', '01a23148-800a-7195-a4dc-3b49ff377abe'),
	('01a23148-802a-7122-8bed-467f71663bd8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772482500000, '2026-03-02', 1772482500000, 'flo', 'tests', '01a23148-8026-76a1-998a-6567d20a0fd6'),
	('01a23148-818a-706b-b4de-88cc2f3de09b', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640240000, '2026-03-04', 1772640240000, 'flo', 'tests', '01a23148-8187-7414-be3f-b0217b974d1f');


--
-- Data for Name: sale_return_line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sale_return_line VALUES
	('01a23148-7fd3-72ea-8d0e-907fb229450e', '01a23148-7fd2-7537-b1c3-954a78b3d6e5', 0, '01a23148-7ec0-7586-9363-f12e4bb5e90b', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-78ea-7693-a805-474ca56172d5', NULL, 10000, 'RESTOCK', 'RESTOCK', true, 850000, 380000, 'wrong shade'),
	('01a23148-7fd3-72ea-8d0e-9080b0e9e592', '01a23148-7fd2-7537-b1c3-954a78b3d6e5', 1, '01a23148-7ec0-7586-9363-f12fdf22d82e', '01a23148-76bc-707b-8ddd-1997547edd23', '01a23148-7968-7664-9b42-c7d8f2d551e1', NULL, 10000, 'QUARANTINE', 'QUARANTINE', true, 1100000, NULL, 'the seal was broken'),
	('01a23148-7fef-7605-a226-15cf424cb47d', '01a23148-7fee-74fe-bd6e-b70333a1197a', 0, '01a23148-7f3b-70ed-82ef-a8bd508991f6', '01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-7967-7512-8d68-d3959642b4f8', NULL, 10000, 'DESTROY', 'DESTROY', true, 455000, 110000, 'it ran out'),
	('01a23148-7fef-7605-a226-15d0c71d7708', '01a23148-7fee-74fe-bd6e-b70333a1197a', 1, NULL, '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-78ea-7693-a805-474ca56172d5', NULL, 10000, 'QUARANTINE', 'QUARANTINE', true, NULL, NULL, 'without a receipt'),
	('01a23148-7fef-7605-a226-15d1ba945ec3', '01a23148-7fee-74fe-bd6e-b70333a1197a', 2, NULL, '01a23148-76a8-7669-84c6-8a5c6d05dd07', NULL, NULL, 10000, 'DESTROY', 'DESTROY', false, NULL, NULL, 'without a receipt'),
	('01a23148-800e-7085-9870-a400a9dd018b', '01a23148-800d-76b8-9e57-01e4cb5833b4', 0, '01a23148-7fac-74d4-93a7-61653ef84d02', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-7f88-7790-871a-83f351058eee', NULL, 10000, 'RESTOCK', 'RESTOCK', true, 890000, 390000, 'changed their mind'),
	('01a23148-802a-7122-8bed-4680b25b518b', '01a23148-802a-7122-8bed-467f71663bd8', 0, '01a23148-7ee8-76ac-9284-e9aefe4948a6', '01a23148-76a8-7669-84c6-8a5c6d05dd07', '01a23148-78ea-7693-a805-474ca56172d5', NULL, 20000, 'RESTOCK', 'RESTOCK', true, 1592762, 760000, 'the card was refused'),
	('01a23148-802a-7122-8bed-468153a91cc4', '01a23148-802a-7122-8bed-467f71663bd8', 1, '01a23148-7ee8-76ac-9284-e9aff0788106', '01a23148-76b3-713d-9147-f8eb6668b387', '01a23148-7967-7512-8d68-d3959642b4f8', NULL, 10000, 'RESTOCK', 'RESTOCK', true, 407138, 110000, 'the card was refused'),
	('01a23148-818d-77ec-8951-dd135f99e4f6', '01a23148-818a-706b-b4de-88cc2f3de09b', 0, '01a23148-7f54-71c6-a05d-9878c7dc5180', '01a23148-76bc-707b-8ddd-1997547edd23', '01a23148-7968-7664-9b42-c7d8f2d551e1', NULL, 10000, 'RESTOCK', 'QUARANTINE', true, 1200000, NULL, 'it stings');


--
-- Data for Name: seaql_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.seaql_migrations VALUES
	('m0001_places_and_people', 1796123161),
	('m0002_catalogue', 1796123161),
	('m0003_lots', 1796123161),
	('m0004_ledger', 1796123161),
	('m0005_usage', 1796123161),
	('m0006_safe_writes', 1796123161),
	('m0007_till', 1796123161),
	('m0008_purchasing', 1796123161),
	('m0009_recall', 1796123161),
	('m0010_recall_notice', 1796123162),
	('m0011_export_link', 1796123162);


--
-- Data for Name: site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.site VALUES
	('01a23148-75e7-702d-91f9-168404831f9c', 'auckland', 'Łotus Spa & Clinic', 'Pacific/Auckland', 'ACCEPT', 'WARN', 48, 1772464140000),
	('01a23148-75d7-72c3-91eb-4fdd0d0ce182', 'denver', 'The clinic in Denver', 'America/Denver', 'ACCEPT', 'ENFORCE', 12, 1772464080000);


--
-- Data for Name: stock; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.stock VALUES
	('01a23148-77d7-7778-8935-89a363f3174d', '01a23148-77d0-764c-bf69-43958f294784', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77b9-723f-bdfa-f825f5e48043', 5580000, 2580000, 9765000, 1772348400000, 3, '\xa14c17d00b9816c1e48bcbacffcd1f8d4fcfc72771f9a2321f388bea7fd13636', 1772467320000),
	('01a23148-77e3-72e2-8e66-2102d902363d', '01a23148-77e3-72e2-8e66-20ff2b628bf4', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c1-71fc-aa4c-1ef16f69f268', 510000, 110000, 193800, 1772348400000, 3, '\xc110ee647d3ad9b95fe412c61ed2e78ac3cba3e25a473502b2a8acd5b0c88e7b', 1772467320000),
	('01a23148-79aa-76d2-a4cb-dca0c337e5d5', '01a23148-79a6-7570-a7be-b12fa334e03c', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 0, 0, 0, 1772471160000, 2, '\xe238438cead593573295d881b530d919f16db221098f16c6701ecbd6afbb9e61', 1772471220000),
	('01a23148-79f1-7164-b21e-35d07c9e08c7', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-766c-75a0-916c-c474ed5d5fbd', 20000, 0, NULL, 1772471400000, 1, '\xc55e6d38f8ff8343fbcb2dc83b6846791429bed30f56066b8c3268a234ea1876', 1772471400000),
	('01a23148-7a21-73a0-a9e5-067ef88eafec', '01a23148-7a20-70a7-a30d-659b60afeb68', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-7682-77b1-b972-b71ff90858ca', 1055000, 155000, 105500, 1772323200000, 3, '\xd0cf6f8a7b5060b32fd6beecd828661c823f2e9bcd823a7909c4e60c70877d46', 1772471460000),
	('01a23148-7a37-75f9-a485-7352ab0da8b3', '01a23148-7a37-75f9-a485-73501e63c194', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-76b3-713d-9147-f8eb6668b387', 40000, 0, NULL, 1772323200000, 1, '\x48cf26a4da1d1232d2a18fa7b83d6d99e28393337494eb82e4b061d3bf4f223b', 1772471520000),
	('01a23148-7947-765f-a2f9-a005797d278f', '01a23148-7943-76b6-9e18-f9ddad78b6d2', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', 20000, 0, NULL, 1772470980000, 9, '\xeb70f87fb410a4685efce7e56162d9618b9ff316127ffa034365ed09f4241bec', 1773069060000),
	('01a23148-7917-73d2-91a0-54cc101a57ff', '01a23148-7916-75df-9b72-d513ff5d9561', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', 2000000, 0, 10000000, 1772470920000, 2, '\x663cbfb0fdff3448b419b383ec7c98db3029b5a97e94eb374a72d8d07e86dbfd', 1772478720000),
	('01a23148-796a-7220-b56c-2706eafa5e50', '01a23148-7966-722b-bb02-6cb594203086', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7691-72e6-b1ba-5a9fbb9ee770', 150000, 30000, NULL, 1772470740000, 3, '\x82857f9e4858b0e164ed945ae404cf31a3df04e60bbfdf02b4948a33890ff541', 1772474580000),
	('01a23148-79f1-7164-b21e-35cfcc59c5a2', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75e7-702d-91f9-168404831f9c', '01a23148-764a-74a7-b8a0-6dfe66040509', 0, 0, 0, 1772471400000, 2, '\x560410267ee9cd73706562a6a4ae55321b3a499ee91f4e455a4e50ea8c483343', 1773069660000),
	('01a23148-796a-7220-b56c-270944f18592', '01a23148-7967-7512-8d68-d3960aa4a2f1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 10000, 0, 0, 1772470740000, 2, '\xf72a6492ef3f2612149c4b618c135b316624d3cb84bc05407f904653666b3fa3', 1772478840000),
	('01a23148-78ed-7664-8215-ca4bf3548482', '01a23148-78e2-7554-8315-c38abe47f5c0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', 1000000, 0, NULL, 1772469060000, 16, '\xa2a7d9b24fa918e8af69e0d3254518cafbf25e2d51d182624c9a5db9ec3acfbe', 1773069840000),
	('01a23148-77ef-74cc-bbae-5f403bf634b5', '01a23148-77ee-72d1-84db-a71abe18afee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-77c7-71ea-a38c-94c40bc672e5', 0, 0, 0, 1772348400000, 3, '\xfb132efd5e080a28fdcfee0a8c415c05d95d35a7d14084bd068da943a81b3146', 1773070200000),
	('01a23148-7947-765f-a2f9-a0061d7bd7d8', '01a23148-7944-74bc-9fda-995f47748a19', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', 0, 0, 0, 1772470980000, 2, '\x0c77076e97b04eb889842ff1a80d175e0c838d62dbee5877ad7cd8164dc1bd30', 1772475000000),
	('01a23148-796a-7220-b56c-270bb00d017b', '01a23148-7968-7664-9b42-c7d9882fa3f5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-769d-77bc-95cf-529361cbe75c', 350000, 150000, NULL, 1772470740000, 2, '\xbfee354c7ca6a7f140f0bf793a9159700752bc29c31994d2201cab5de39b4aef', 1772475120000),
	('01a23148-7f8f-7631-b2b1-34227f41fa6f', '01a23148-7f88-7790-871a-83f351058eee', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 30000, 0, 1170000, 1772482140000, 3, '\xb86c50b7ebde57588c980bef18c1bf95256516ed7bda941154e0580f945f22ef', 1772482440000),
	('01a23148-796a-7220-b56c-2705df5880bb', '01a23148-7960-77dd-94c4-ec212f5d3695', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-7682-77b1-b972-b71ff90858ca', 1052000, 152000, 126240, 1772470740000, 5, '\x811b748baff3026d5ee34f09bd3584a56ec75ca742fdf1517dd60329171aa6ec', 1772475480000),
	('01a23148-78ed-7664-8215-ca4c6d801d43', '01a23148-78ea-7693-a805-474ca56172d5', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76a8-7669-84c6-8a5c6d05dd07', 60000, 0, 2280000, 1772469060000, 8, '\xc402dd2748d83604681a420097078e4c3b85daee72060c68fc17585d6f15ca30', 1772482500000),
	('01a23148-796a-7220-b56c-2708b1e1b16a', '01a23148-7967-7512-8d68-d3959642b4f8', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76b3-713d-9147-f8eb6668b387', 70000, 0, 770000, 1772470740000, 6, '\x5c8b8ff345c9faa0fee6b0ccedbb6bde2c76087b54cd48e074476c9be782842b', 1772482500000),
	('01a23148-796a-7220-b56c-2707c941718a', '01a23148-7966-722b-bb02-6cb69b113a30', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76d5-7798-94ff-4d84c3d93a76', 4700000, 0, 0, 1772470740000, 5, '\xdceb9d9df5ac49f443a69ffc57d945fc80fbeb16c933a3c6c58f80350c8e7cc6', 1772479140000),
	('01a23148-804e-77c2-8c4d-df4617a66bb3', '01a23148-804d-770d-985b-26d30c2a86b0', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-766c-75a0-916c-c474ed5d5fbd', 10000, 0, NULL, 1772580660000, 2, '\x4ec85a4d19a36a3af56fe4db63cb47e70febb8f3a56cb813593f7745902d6723', 1772580720000),
	('01a23148-796a-7220-b56c-270ad41c275a', '01a23148-7968-7664-9b42-c7d8f2d551e1', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-76bc-707b-8ddd-1997547edd23', 20000, 0, NULL, 1772470740000, 6, '\xf8ade360e7262d35199d33340b817cd070df4baafba272d09d4cb2eb6b00a27a', 1772640240000),
	('01a23148-7917-73d2-91a0-54cba500d898', '01a23148-7915-76c6-9910-b8ad08df5013', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', 0, 0, 0, 1772470920000, 6, '\x81658f344a1d849ab19daa81d85909c114c8c6d8a91b59db9e44098e67448f8b', 1772640480000),
	('01a23148-8235-75d4-836c-25af1a7f95e8', '01a23148-8234-76a3-b05d-0e92c392d5fc', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', '01a23148-764a-74a7-b8a0-6dfe66040509', 0, 0, 0, 1772640660000, 4, '\xe6ed27d7fbef0f0d37e381a567586f822c013f5f4abc427db7a0a20272577c98', 1772640780000);


--
-- Data for Name: supplier; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.supplier VALUES
	('01a23148-7745-7648-a867-e4a00fbfe40b', 'Aria Medical', 30000, 1772465340000),
	('01a23148-774b-745f-9698-2afaa9560889', 'Cascade Supplies', NULL, 1772465400000);


--
-- Data for Name: supplier_authorization; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.supplier_authorization VALUES
	('01a23148-7745-7648-a867-e4a1aaf266fb', '01a23148-7745-7648-a867-e4a00fbfe40b', 'W-1', 'State board', '2025-01-01', '2027-12-31', '2026-01-05'),
	('01a23148-7745-7648-a867-e4a2551a085c', '01a23148-7745-7648-a867-e4a00fbfe40b', 'W-2', 'FDA', '2026-01-01', '2026-12-31', NULL),
	('01a23148-775e-7276-9ec1-eb2f41822676', '01a23148-774b-745f-9698-2afaa9560889', 'C-9', 'State board', '2020-01-01', '2025-12-31', NULL);


--
-- Data for Name: supplier_item; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.supplier_item VALUES
	('01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-764a-74a7-b8a0-6dfe66040509', 'AM-100', 1, 6012500, 2, true),
	('01a23148-774b-745f-9698-2afaa9560889', '01a23148-766c-75a0-916c-c474ed5d5fbd', NULL, 2, 7000000, 1, false),
	('01a23148-7745-7648-a867-e4a00fbfe40b', '01a23148-76a8-7669-84c6-8a5c6d05dd07', NULL, 1, 380000, 1, false);


--
-- Data for Name: treatment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.treatment VALUES
	('T-H1', 'P-501'),
	('T-H2', 'P-502'),
	('T-1', 'P-100'),
	('T-2', 'P-101'),
	('T-3', 'P-102'),
	('T-6', 'P-105'),
	('T-5', 'P-104'),
	('T-7', 'P-100'),
	('T-12', 'P-111'),
	('T-3b', 'P-107'),
	('T-4', 'P-108'),
	('T-8', 'P-106'),
	('T-13', 'P-100'),
	('T-10', 'P-109'),
	('T-11', 'P-110');


--
-- Data for Name: usage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.usage VALUES
	('01a23148-7800-73be-aa7a-a56b65fa4f15', 'T-H1', 'P-501', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1762291800000, 1772467320000, 'max', 'lotwise import', 'IMPORTED_HISTORY', 'From the paper chart', true, NULL),
	('01a23148-7821-7276-b9c5-2572f3c6fa43', 'T-H2', 'P-502', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772463000000, 1772467320000, 'max', 'lotwise import', 'IMPORTED_HISTORY', NULL, false, '01a23148-7816-7594-915b-761acb071cd9'),
	('01a23148-7831-74bb-b40b-eb695ccc8481', 'T-H2', 'P-502', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772463000000, 1772467320000, 'max', 'lotwise import', 'IMPORTED_HISTORY', NULL, false, '01a23148-782e-7067-bb6a-4e1db707dbd4'),
	('01a23148-7a9b-7695-b944-d2087c132929', 'T-1', 'P-100', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474520000, 1772474580000, 'ana', 'tests', NULL, NULL, false, '01a23148-7a96-7226-9273-524f2801138e'),
	('01a23148-7ad2-756e-af03-394dc33537d4', 'T-2', 'P-101', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474640000, 1772474640000, 'ana', 'tests', NULL, NULL, false, '01a23148-7ac7-706e-ba6f-cac349472f98'),
	('01a23148-7b5b-748d-827e-7e42745de4ac', 'T-6', 'P-105', 'rn-bo', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772385000000, 1772475000000, 'ehr', 'ehr-bridge', 'CHARTED_LATE', NULL, true, NULL),
	('01a23148-7b6a-76b8-b41b-6237b16b220a', 'T-5', 'P-104', 'rn-bo', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474400000, 1772475000000, 'ehr', 'ehr-bridge', 'OFFLINE', 'the network was down', false, '01a23148-7b65-7182-95ab-9cab10628aa2'),
	('01a23148-7b97-7505-a76d-e55f8d2fc6f1', 'T-7', 'P-100', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772469060000, 1772475060000, 'ana', 'tests', 'RECEIPT_NOT_ENTERED', NULL, false, NULL),
	('01a23148-7c2a-7631-9658-b205697595d9', 'T-12', 'P-111', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772475240000, 1772475240000, 'ana', 'tests', NULL, NULL, false, '01a23148-7c23-7760-ba91-37bafd4ea5ab'),
	('01a23148-7b2a-764e-8b9a-e6eda2d8bdd9', 'T-3b', 'P-107', 'rn-bo', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772475300000, 1772474880000, 'ana', 'tests', NULL, NULL, false, '01a23148-7b28-7275-aa7b-b2a262fe2fa6'),
	('01a23148-7b46-7247-a2d6-3d634dc26bae', 'T-4', 'P-108', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772474940000, 1772474940000, 'ana', NULL, NULL, NULL, false, '01a23148-7b42-72fa-954c-9cfe4d699ad4'),
	('01a23148-7bb5-7053-a24c-7fe3c24ceed8', 'T-8', 'P-106', 'dr-dia', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772475120000, 1772475120000, 'ana', 'tests', 'IMPORTED_HISTORY', NULL, false, '01a23148-7bb2-7278-889b-51128f7704d3'),
	('01a23148-806f-7723-b61e-adad4535b479', 'T-13', 'P-100', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772580720000, 1772580720000, 'ana', 'tests', NULL, NULL, false, '01a23148-806d-73cd-9bd2-7d913b426891'),
	('01a23148-8257-71fc-993e-0557650d7aab', 'T-10', 'P-109', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1772640720000, 1772640720000, 'ana', 'tests', NULL, NULL, false, '01a23148-8255-7535-8ade-faa44f0a4742'),
	('01a23148-85c0-703b-a936-7d82de2419eb', 'T-11', 'P-110', 'rn-ana', '01a23148-75d7-72c3-91eb-4fdd0d0ce182', 1773067380000, 1773069180000, 'ana', 'tests', 'CHARTED_LATE', NULL, false, '01a23148-85b9-771f-b698-fd4f6497b005');


--
-- Data for Name: usage_correction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.usage_correction VALUES
	('01a23148-7ce7-775d-81dc-3f31bed5a180', '01a23148-7a9b-7695-b944-d2087c132929', 1772478060000, 'ana', 'charted wrong', 'lines voided: 1, added: 1', NULL),
	('01a23148-7d04-702b-a3f1-dd347ea677a4', '01a23148-7ad2-756e-af03-394dc33537d4', 1772478120000, 'max', 'the syringe fell down', 'lines voided: 1, added: 0', NULL),
	('01a23148-7d43-74f0-8049-66b679b71c98', '01a23148-7b46-7247-a2d6-3d634dc26bae', 1772478180000, 'ana', 'forgotten', 'lines voided: 0, added: 1', NULL),
	('01a23148-7d6e-72f0-b4be-d81d77fd8b03', '01a23148-7b46-7247-a2d6-3d634dc26bae', 1772478240000, 'ana', 'forgotten', 'lines voided: 0, added: 1', NULL),
	('01a23148-7d8a-73dd-9dc3-e6e58dde1d70', '01a23148-7b2a-764e-8b9a-e6eda2d8bdd9', 1772478300000, 'max', 'another chart', 'treatment T-3 is T-3b, another patient, practitioner rn-ana is rn-bo, performed at 2026-03-02T18:08:00+00:00 is 2026-03-02T18:15:00+00:00', 'P-102'),
	('01a23148-7da5-75b2-9b91-664700a7a71d', '01a23148-7b46-7247-a2d6-3d634dc26bae', 1772478360000, 'max', 'another patient', 'another patient', 'P-103'),
	('01a23148-7dc9-71a4-989f-151cc0dcd130', '01a23148-7bb5-7053-a24c-7fe3c24ceed8', 1772478420000, 'dia', 'another hand', 'practitioner rn-ana is dr-dia', NULL);


--
-- Data for Name: usage_line; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.usage_line VALUES
	('01a23148-7800-73be-aa7a-a56a3b54bd5a', '01a23148-7800-73be-aa7a-a56b65fa4f15', 0, NULL, '01a23148-77b9-723f-bdfa-f825f5e48043', NULL, 'C5120C2', 'C5120C2', 'STATED', false, NULL, NULL, NULL, NULL, NULL, 240000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7816-7594-915b-7619945a03a8', '01a23148-7821-7276-b9c5-2572f3c6fa43', 0, NULL, '01a23148-77b9-723f-bdfa-f825f5e48043', '01a23148-77d0-764c-bf69-43958f294784', NULL, NULL, 'STATED', true, '01a23148-7815-7042-9963-fefadf572b4d', NULL, NULL, NULL, NULL, 400000, 20000, 735000, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-782e-7067-bb6a-4e1c311c5c71', '01a23148-7831-74bb-b40b-eb695ccc8481', 0, NULL, '01a23148-77c1-71fc-aa4c-1ef16f69f268', '01a23148-77e3-72e2-8e66-20ff2b628bf4', NULL, NULL, 'ASSUMED', true, '01a23148-77e3-72e2-8e66-21006293f63a', NULL, NULL, NULL, NULL, 15000, 0, 5700, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7a96-7226-9273-524e753fcb10', '01a23148-7a9b-7695-b944-d2087c132929', 1, NULL, '01a23148-7691-72e6-b1ba-5a9fbb9ee770', '01a23148-7966-722b-bb02-6cb594203086', NULL, NULL, 'STATED', true, '01a23148-7a7b-70cf-8e16-bedf5918a792', 'PEN-1', NULL, NULL, NULL, 10000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ac7-706e-ba6f-cac0c7f8d779', '01a23148-7ad2-756e-af03-394dc33537d4', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-7915-76c6-9910-b8ad08df5013', NULL, NULL, 'SCANNED', true, '01a23148-7ac5-716e-a4b6-e41834f97b79', 'S-1', NULL, NULL, NULL, 300000, 15000, 2047500, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b28-7275-aa7b-b2a0d34d4254', '01a23148-7b2a-764e-8b9a-e6eda2d8bdd9', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'ASSUMED', true, '01a23148-7a5c-7622-89f9-4fddcc3edddc', NULL, NULL, NULL, '01a23148-7ae9-7045-8783-d93521086311', 795000, 0, 4779938, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b28-7275-aa7b-b2a1f4575fcb', '01a23148-7b2a-764e-8b9a-e6eda2d8bdd9', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-7915-76c6-9910-b8ad08df5013', NULL, NULL, 'ASSUMED', true, '01a23148-7ac5-716e-a4b6-e41834f97b79', NULL, NULL, NULL, '01a23148-7ae9-7045-8783-d93521086311', 605000, 0, 3932500, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b42-72fa-954c-9cfd9c52c19e', '01a23148-7b46-7247-a2d6-3d634dc26bae', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'SCANNED', true, '01a23148-7b41-737c-b692-3a02ff1f9236', NULL, NULL, NULL, NULL, 120000, 0, 721500, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b5b-748d-827e-7e41b490cef5', '01a23148-7b5b-748d-827e-7e42745de4ac', 0, NULL, '01a23148-766c-75a0-916c-c474ed5d5fbd', NULL, 'VA9', 'VA9', 'STATED', false, NULL, 'F-1', NULL, NULL, NULL, 10000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b65-7182-95ab-9caa010c15f9', '01a23148-7b6a-76b8-b41b-6237b16b220a', 0, 'k1', '01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-7944-74bc-9fda-995f47748a19', NULL, NULL, 'STATED', true, NULL, NULL, NULL, NULL, NULL, 10000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7bb2-7278-889b-5111fb2d145d', '01a23148-7bb5-7053-a24c-7fe3c24ceed8', 0, NULL, '01a23148-769d-77bc-95cf-529361cbe75c', '01a23148-7968-7664-9b42-c7d9882fa3f5', NULL, NULL, 'STATED', true, '01a23148-7bb1-779f-bda7-4d2a32fe3f7c', NULL, NULL, NULL, NULL, 50000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7c23-7760-ba91-37b9659c2776', '01a23148-7c2a-7631-9658-b205697595d9', 0, NULL, '01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-7960-77dd-94c4-ec212f5d3695', NULL, NULL, 'ASSUMED', true, '01a23148-7a5c-7622-89f9-4fdc1bec95c4', NULL, NULL, NULL, NULL, 100000, 0, 12000, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7cb0-7596-80e3-0a61015b3296', '01a23148-7b97-7505-a76d-e55f8d2fc6f1', 0, NULL, '01a23148-7682-77b1-b972-b71ff90858ca', '01a23148-7960-77dd-94c4-ec212f5d3695', NULL, NULL, 'STATED', true, '01a23148-7a5c-7622-89f9-4fdc1bec95c4', NULL, NULL, NULL, NULL, 20000, 0, 2400, '01a23148-7b97-7505-a76d-e55e6e739297', NULL, NULL, NULL, NULL, NULL),
	('01a23148-7b97-7505-a76d-e55e6e739297', '01a23148-7b97-7505-a76d-e55f8d2fc6f1', 0, NULL, '01a23148-7682-77b1-b972-b71ff90858ca', NULL, NULL, NULL, 'ASSUMED', false, NULL, NULL, NULL, NULL, NULL, 20000, 0, NULL, NULL, 1772475480000, NULL, NULL, NULL, NULL),
	('01a23148-7a96-7226-9273-524d827c16e3', '01a23148-7a9b-7695-b944-d2087c132929', 0, 'forehead', '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'STATED', true, '01a23148-7a5c-7622-89f9-4fddcc3edddc', NULL, '[{"code":"FRONTALIS","quantity":"12.5"},{"code":"GLABELLA","quantity":"8"}]', NULL, NULL, 205000, 0, 1232562, NULL, NULL, 1772478060000, 'ana', 'charted wrong', 'NEVER_DRAWN'),
	('01a23148-7ce6-74c9-88bf-e2fe7aeff476', '01a23148-7a9b-7695-b944-d2087c132929', 2, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'STATED', false, NULL, NULL, NULL, NULL, NULL, 180000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7ac7-706e-ba6f-cac1655687fc', '01a23148-7ad2-756e-af03-394dc33537d4', 1, NULL, '01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-7943-76b6-9e18-f9ddad78b6d2', NULL, NULL, 'STATED', true, '01a23148-7ac5-716e-a4b6-e419711bf1e2', NULL, NULL, NULL, NULL, 7000, 3000, 3500000, NULL, NULL, 1772478120000, 'max', 'the syringe fell down', 'GONE'),
	('01a23148-7d3b-7135-a6ec-5baf0e85ded2', '01a23148-7b46-7247-a2d6-3d634dc26bae', 1, NULL, '01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-7944-74bc-9fda-995f47748a19', NULL, NULL, 'STATED', false, NULL, NULL, NULL, 'nobody else was waiting', NULL, 5000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-7d65-716c-aab0-bcdb7c52974c', '01a23148-7b46-7247-a2d6-3d634dc26bae', 2, 'late', '01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-7943-76b6-9e18-f9ddad78b6d2', NULL, NULL, 'STATED', true, '01a23148-7d65-716c-aab0-bcda2dea7796', NULL, NULL, NULL, NULL, 5000, 5000, 3500000, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-806d-73cd-9bd2-7d8fee422ff7', '01a23148-806f-7723-b61e-adad4535b479', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'STATED', true, '01a23148-7a5c-7622-89f9-4fddcc3edddc', NULL, NULL, NULL, NULL, 20000, 0, 120250, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-806d-73cd-9bd2-7d9088cf5d80', '01a23148-806f-7723-b61e-adad4535b479', 1, NULL, '01a23148-766c-75a0-916c-c474ed5d5fbd', '01a23148-804d-770d-985b-26d30c2a86b0', NULL, NULL, 'STATED', true, NULL, NULL, NULL, NULL, NULL, 10000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-8255-7535-8ade-faa3c1fbd569', '01a23148-8257-71fc-993e-0557650d7aab', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-8234-76a3-b05d-0e92c392d5fc', NULL, NULL, 'STATED', true, '01a23148-8252-73dd-9c58-d8657691021d', NULL, NULL, NULL, NULL, 100000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('01a23148-85b9-771f-b698-fd4e5d67293c', '01a23148-85c0-703b-a936-7d82de2419eb', 0, NULL, '01a23148-764a-74a7-b8a0-6dfe66040509', '01a23148-78e2-7554-8315-c38abe47f5c0', NULL, NULL, 'STATED', true, '01a23148-7b41-737c-b692-3a02ff1f9236', NULL, NULL, NULL, NULL, 100000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Name: audit_event audit_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);


--
-- Name: audit_seal audit_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (sequence);


--
-- Name: bundle_component bundle_component_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_component
    ADD CONSTRAINT bundle_component_pkey PRIMARY KEY (bundle_id, product_id);


--
-- Name: component component_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_pkey PRIMARY KEY (id);


--
-- Name: container container_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container
    ADD CONSTRAINT container_pkey PRIMARY KEY (id);


--
-- Name: container container_site_id_label_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container
    ADD CONSTRAINT container_site_id_label_key UNIQUE (site_id, label);


--
-- Name: demand_day demand_day_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.demand_day
    ADD CONSTRAINT demand_day_pkey PRIMARY KEY (site_id, product_id, day);


--
-- Name: deviation deviation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deviation
    ADD CONSTRAINT deviation_pkey PRIMARY KEY (id);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (stock_id, sequence);


--
-- Name: entry entry_reverses_stock_id_reverses_sequence_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_reverses_stock_id_reverses_sequence_key UNIQUE (reverses_stock_id, reverses_sequence);


--
-- Name: export_link export_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_link
    ADD CONSTRAINT export_link_pkey PRIMARY KEY (id);


--
-- Name: export_link export_link_secret_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.export_link
    ADD CONSTRAINT export_link_secret_key UNIQUE (secret);


--
-- Name: former_price former_price_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.former_price
    ADD CONSTRAINT former_price_pkey PRIMARY KEY (product_id, until);


--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (id);


--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (client, key);


--
-- Name: lot_correction lot_correction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_correction
    ADD CONSTRAINT lot_correction_pkey PRIMARY KEY (id);


--
-- Name: lot lot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_pkey PRIMARY KEY (id);


--
-- Name: lot_spelling lot_spelling_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_spelling
    ADD CONSTRAINT lot_spelling_pkey PRIMARY KEY (product_id, canonical);


--
-- Name: patient_link patient_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.patient_link
    ADD CONSTRAINT patient_link_pkey PRIMARY KEY (from_id, sequence);


--
-- Name: posting posting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_pkey PRIMARY KEY (id);


--
-- Name: product_identifier product_identifier_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_identifier
    ADD CONSTRAINT product_identifier_pkey PRIMARY KEY (scheme, canonical);


--
-- Name: product product_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (id);


--
-- Name: product_site product_site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_site
    ADD CONSTRAINT product_site_pkey PRIMARY KEY (product_id, site_id);


--
-- Name: product product_sku_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_sku_key UNIQUE (sku);


--
-- Name: purchase_order_line purchase_order_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order_line
    ADD CONSTRAINT purchase_order_line_pkey PRIMARY KEY (id);


--
-- Name: purchase_order_line purchase_order_line_purchase_order_id_line_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order_line
    ADD CONSTRAINT purchase_order_line_purchase_order_id_line_key UNIQUE (purchase_order_id, line);


--
-- Name: purchase_order_line purchase_order_line_purchase_order_id_product_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order_line
    ADD CONSTRAINT purchase_order_line_purchase_order_id_product_id_key UNIQUE (purchase_order_id, product_id);


--
-- Name: purchase_order purchase_order_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order
    ADD CONSTRAINT purchase_order_number_key UNIQUE (number);


--
-- Name: purchase_order purchase_order_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order
    ADD CONSTRAINT purchase_order_pkey PRIMARY KEY (id);


--
-- Name: purchase_receipt purchase_receipt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_receipt
    ADD CONSTRAINT purchase_receipt_pkey PRIMARY KEY (posting_id, purchase_order_line_id);


--
-- Name: recall_attempt recall_attempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_attempt
    ADD CONSTRAINT recall_attempt_pkey PRIMARY KEY (id);


--
-- Name: recall_contact recall_contact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact
    ADD CONSTRAINT recall_contact_pkey PRIMARY KEY (id);


--
-- Name: recall_contact recall_contact_recall_id_subject_subject_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact
    ADD CONSTRAINT recall_contact_recall_id_subject_subject_id_key UNIQUE (recall_id, subject, subject_id);


--
-- Name: recall_contact_site recall_contact_site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact_site
    ADD CONSTRAINT recall_contact_site_pkey PRIMARY KEY (contact_id, site_id);


--
-- Name: recall_count recall_count_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_count
    ADD CONSTRAINT recall_count_pkey PRIMARY KEY (id);


--
-- Name: recall_disposal recall_disposal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_disposal
    ADD CONSTRAINT recall_disposal_pkey PRIMARY KEY (posting_id);


--
-- Name: recall_event recall_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_event
    ADD CONSTRAINT recall_event_pkey PRIMARY KEY (id);


--
-- Name: recall_explanation recall_explanation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_explanation
    ADD CONSTRAINT recall_explanation_pkey PRIMARY KEY (id);


--
-- Name: recall_lot recall_lot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_lot
    ADD CONSTRAINT recall_lot_pkey PRIMARY KEY (recall_id, lot_id);


--
-- Name: recall_notice_match recall_notice_match_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_match
    ADD CONSTRAINT recall_notice_match_pkey PRIMARY KEY (notice_id, product_id);


--
-- Name: recall_notice recall_notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice
    ADD CONSTRAINT recall_notice_pkey PRIMARY KEY (id);


--
-- Name: recall_notice_range recall_notice_range_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_range
    ADD CONSTRAINT recall_notice_range_pkey PRIMARY KEY (characters, first, last, notice_id);


--
-- Name: recall_notice recall_notice_source_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice
    ADD CONSTRAINT recall_notice_source_number_key UNIQUE (source, number);


--
-- Name: recall_notice_term recall_notice_term_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_term
    ADD CONSTRAINT recall_notice_term_pkey PRIMARY KEY (term, notice_id);


--
-- Name: recall recall_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall
    ADD CONSTRAINT recall_pkey PRIMARY KEY (id);


--
-- Name: recall_scope recall_scope_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_scope
    ADD CONSTRAINT recall_scope_pkey PRIMARY KEY (recall_id, line);


--
-- Name: received_serial received_serial_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.received_serial
    ADD CONSTRAINT received_serial_pkey PRIMARY KEY (id);


--
-- Name: reorder_policy reorder_policy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reorder_policy
    ADD CONSTRAINT reorder_policy_pkey PRIMARY KEY (id);


--
-- Name: reorder_policy reorder_policy_site_id_category_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reorder_policy
    ADD CONSTRAINT reorder_policy_site_id_category_key UNIQUE (site_id, category);


--
-- Name: reorder_policy reorder_policy_site_id_product_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reorder_policy
    ADD CONSTRAINT reorder_policy_site_id_product_id_key UNIQUE (site_id, product_id);


--
-- Name: reservation reservation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservation
    ADD CONSTRAINT reservation_pkey PRIMARY KEY (id);


--
-- Name: sale_line sale_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_pkey PRIMARY KEY (id);


--
-- Name: sale sale_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_pkey PRIMARY KEY (id);


--
-- Name: sale_return_line sale_return_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return_line
    ADD CONSTRAINT sale_return_line_pkey PRIMARY KEY (id);


--
-- Name: sale_return sale_return_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return
    ADD CONSTRAINT sale_return_pkey PRIMARY KEY (id);


--
-- Name: sale sale_site_id_sale_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_site_id_sale_id_key UNIQUE (site_id, sale_id);


--
-- Name: seaql_migrations seaql_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seaql_migrations
    ADD CONSTRAINT seaql_migrations_pkey PRIMARY KEY (version);


--
-- Name: site site_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_code_key UNIQUE (code);


--
-- Name: site site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (id);


--
-- Name: stock stock_lot_id_site_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_lot_id_site_id_key UNIQUE (lot_id, site_id);


--
-- Name: stock stock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (id);


--
-- Name: supplier_authorization supplier_authorization_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier_authorization
    ADD CONSTRAINT supplier_authorization_pkey PRIMARY KEY (id);


--
-- Name: supplier_item supplier_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier_item
    ADD CONSTRAINT supplier_item_pkey PRIMARY KEY (supplier_id, product_id);


--
-- Name: supplier supplier_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier
    ADD CONSTRAINT supplier_pkey PRIMARY KEY (id);


--
-- Name: treatment treatment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.treatment
    ADD CONSTRAINT treatment_pkey PRIMARY KEY (id);


--
-- Name: usage_correction usage_correction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_correction
    ADD CONSTRAINT usage_correction_pkey PRIMARY KEY (id);


--
-- Name: usage_line usage_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_pkey PRIMARY KEY (id);


--
-- Name: usage usage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage
    ADD CONSTRAINT usage_pkey PRIMARY KEY (id);


--
-- Name: audit_event_by_seal; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_event_by_seal ON public.audit_event USING btree (seal, id) WHERE (seal IS NOT NULL);


--
-- Name: audit_event_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_event_by_time ON public.audit_event USING btree (at, id, subject);


--
-- Name: audit_event_unsealed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_event_unsealed ON public.audit_event USING btree (id) WHERE (seal IS NULL);


--
-- Name: bundle_component_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bundle_component_by_product ON public.bundle_component USING btree (product_id);


--
-- Name: component_by_container; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_container ON public.component USING btree (container_id) WHERE (container_id IS NOT NULL);


--
-- Name: component_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_lot ON public.component USING btree (lot_id) WHERE (lot_id IS NOT NULL);


--
-- Name: component_by_posting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_posting ON public.component USING btree (posting_id) WHERE (posting_id IS NOT NULL);


--
-- Name: component_by_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_source ON public.component USING btree (from_container_id) WHERE (from_container_id IS NOT NULL);


--
-- Name: component_by_stated_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_stated_lot ON public.component USING btree (stated_canonical) WHERE (stated_canonical IS NOT NULL);


--
-- Name: component_by_usage_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_by_usage_line ON public.component USING btree (usage_line_id) WHERE (usage_line_id IS NOT NULL);


--
-- Name: component_unknown; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX component_unknown ON public.component USING btree (product_id) WHERE ((lot_id IS NULL) AND (stated_canonical IS NULL));


--
-- Name: container_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX container_by_lot ON public.container USING btree (lot_id, site_id, status);


--
-- Name: container_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX container_open ON public.container USING btree (site_id, in_use_until) WHERE (status = 'OPEN'::text);


--
-- Name: deviation_by_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deviation_by_line ON public.deviation USING btree (usage_line_id) WHERE (usage_line_id IS NOT NULL);


--
-- Name: deviation_by_sale_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deviation_by_sale_line ON public.deviation USING btree (sale_line_id) WHERE (sale_line_id IS NOT NULL);


--
-- Name: deviation_to_review; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deviation_to_review ON public.deviation USING btree (site_id, recorded_at) WHERE (reviewed_at IS NULL);


--
-- Name: entry_beside_usages; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_beside_usages ON public.entry USING btree (site_id, occurred_on) WHERE (usage_line_id IS NULL);


--
-- Name: entry_by_component; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_component ON public.entry USING btree (component_id) WHERE (component_id IS NOT NULL);


--
-- Name: entry_by_container; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_container ON public.entry USING btree (container_id) WHERE (container_id IS NOT NULL);


--
-- Name: entry_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_lot ON public.entry USING btree (lot_id, account, site_id, posting_id, quantity);


--
-- Name: entry_by_posting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_posting ON public.entry USING btree (posting_id);


--
-- Name: entry_by_sale_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_sale_line ON public.entry USING btree (sale_line_id) WHERE (sale_line_id IS NOT NULL);


--
-- Name: entry_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_time ON public.entry USING btree (recorded_at, stock_id, sequence);


--
-- Name: entry_by_usage_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_by_usage_line ON public.entry USING btree (usage_line_id) WHERE (usage_line_id IS NOT NULL);


--
-- Name: entry_of_samples; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_of_samples ON public.entry USING btree (stock_id) WHERE (receipt_basis = 'SAMPLE'::text);


--
-- Name: export_link_by_end; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX export_link_by_end ON public.export_link USING btree (expires_at);


--
-- Name: hold_active_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hold_active_by_lot ON public.hold USING btree (lot_id) WHERE (released_at IS NULL);


--
-- Name: hold_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hold_by_lot ON public.hold USING btree (lot_id);


--
-- Name: hold_by_posting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hold_by_posting ON public.hold USING btree (posting_id) WHERE (posting_id IS NOT NULL);


--
-- Name: hold_by_recall; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hold_by_recall ON public.hold USING btree (recall_id) WHERE (recall_id IS NOT NULL);


--
-- Name: lot_by_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_by_expiry ON public.lot USING btree (expiry_sort, id);


--
-- Name: lot_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_by_product ON public.lot USING btree (product_id, expiry_sort, id);


--
-- Name: lot_by_survivor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_by_survivor ON public.lot USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);


--
-- Name: lot_correction_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_correction_by_lot ON public.lot_correction USING btree (lot_id);


--
-- Name: lot_spelling_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_spelling_by_lot ON public.lot_spelling USING btree (lot_id);


--
-- Name: lot_spelling_by_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lot_spelling_by_number ON public.lot_spelling USING btree (canonical);


--
-- Name: patient_link_into; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX patient_link_into ON public.patient_link USING btree (into_id);


--
-- Name: posting_by_reversed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX posting_by_reversed ON public.posting USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);


--
-- Name: posting_by_supplier; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX posting_by_supplier ON public.posting USING btree (supplier_id, id) WHERE (supplier_id IS NOT NULL);


--
-- Name: product_by_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_by_name ON public.product USING btree (name, id);


--
-- Name: product_identifier_by_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_identifier_by_code ON public.product_identifier USING btree (canonical);


--
-- Name: product_identifier_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX product_identifier_by_product ON public.product_identifier USING btree (product_id);


--
-- Name: purchase_order_by_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX purchase_order_by_site ON public.purchase_order USING btree (site_id, number);


--
-- Name: purchase_order_line_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX purchase_order_line_by_product ON public.purchase_order_line USING btree (product_id);


--
-- Name: purchase_order_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX purchase_order_open ON public.purchase_order USING btree (site_id) WHERE (status = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'PARTIALLY_RECEIVED'::text]));


--
-- Name: purchase_receipt_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX purchase_receipt_by_day ON public.purchase_receipt USING btree (received_on, taken_back, lead_days);


--
-- Name: purchase_receipt_by_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX purchase_receipt_by_line ON public.purchase_receipt USING btree (purchase_order_line_id);


--
-- Name: recall_attempt_by_contact; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_attempt_by_contact ON public.recall_attempt USING btree (contact_id, at, id);


--
-- Name: recall_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_by_time ON public.recall USING btree (opened_at, id);


--
-- Name: recall_contact_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_contact_by_status ON public.recall_contact USING btree (recall_id, status, id);


--
-- Name: recall_count_by_recall; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_count_by_recall ON public.recall_count USING btree (recall_id, id);


--
-- Name: recall_disposal_by_recall; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_disposal_by_recall ON public.recall_disposal USING btree (recall_id);


--
-- Name: recall_event_by_recall; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_event_by_recall ON public.recall_event USING btree (recall_id, at, id);


--
-- Name: recall_explanation_by_recall; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_explanation_by_recall ON public.recall_explanation USING btree (recall_id, id);


--
-- Name: recall_lot_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_lot_by_lot ON public.recall_lot USING btree (lot_id);


--
-- Name: recall_notice_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_notice_by_status ON public.recall_notice USING btree (status, id);


--
-- Name: recall_notice_match_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_notice_match_by_product ON public.recall_notice_match USING btree (product_id);


--
-- Name: recall_notice_range_by_notice; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_notice_range_by_notice ON public.recall_notice_range USING btree (notice_id);


--
-- Name: recall_notice_term_by_notice; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_notice_term_by_notice ON public.recall_notice_term USING btree (notice_id);


--
-- Name: recall_scope_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recall_scope_by_product ON public.recall_scope USING btree (product_id);


--
-- Name: received_serial_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX received_serial_by_lot ON public.received_serial USING btree (lot_id);


--
-- Name: received_serial_by_serial; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX received_serial_by_serial ON public.received_serial USING btree (product_id, serial);


--
-- Name: reservation_by_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reservation_by_site ON public.reservation USING btree (site_id, id);


--
-- Name: reservation_standing; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reservation_standing ON public.reservation USING btree (site_id, product_id, expires_at) WHERE ((released_at IS NULL) AND (used < quantity));


--
-- Name: sale_by_customer; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_by_customer ON public.sale USING btree (customer_id, sold_at, id) WHERE (customer_id IS NOT NULL);


--
-- Name: sale_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_by_day ON public.sale USING btree (site_id, sold_on);


--
-- Name: sale_by_pos_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_by_pos_id ON public.sale USING btree (sale_id);


--
-- Name: sale_by_posting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_by_posting ON public.sale USING btree (posting_id) WHERE (posting_id IS NOT NULL);


--
-- Name: sale_by_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_by_site ON public.sale USING btree (site_id, sold_at, id);


--
-- Name: sale_line_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_lot ON public.sale_line USING btree (lot_id, id, sale_id, quantity);


--
-- Name: sale_line_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_product ON public.sale_line USING btree (product_id, sale_id);


--
-- Name: sale_line_by_reservation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_reservation ON public.sale_line USING btree (reservation_id) WHERE (reservation_id IS NOT NULL);


--
-- Name: sale_line_by_sale; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_sale ON public.sale_line USING btree (sale_id, line, id);


--
-- Name: sale_line_by_settled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_settled ON public.sale_line USING btree (settles_id) WHERE (settles_id IS NOT NULL);


--
-- Name: sale_line_by_stated_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_by_stated_lot ON public.sale_line USING btree (stated_canonical) WHERE (stated_canonical IS NOT NULL);


--
-- Name: sale_line_unbooked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_line_unbooked ON public.sale_line USING btree (sale_id) WHERE (NOT booked);


--
-- Name: sale_return_by_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_return_by_site ON public.sale_return USING btree (site_id, returned_at, id);


--
-- Name: sale_return_line_by_return; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_return_line_by_return ON public.sale_return_line USING btree (sale_return_id, line);


--
-- Name: sale_return_line_by_sale_line; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_return_line_by_sale_line ON public.sale_return_line USING btree (sale_line_id) WHERE (sale_line_id IS NOT NULL);


--
-- Name: sale_return_line_unlinked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sale_return_line_unlinked ON public.sale_return_line USING btree (sale_return_id) WHERE (sale_line_id IS NULL);


--
-- Name: stock_by_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX stock_by_site ON public.stock USING btree (site_id, product_id);


--
-- Name: supplier_authorization_by_supplier; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX supplier_authorization_by_supplier ON public.supplier_authorization USING btree (supplier_id, valid_until);


--
-- Name: supplier_by_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX supplier_by_name ON public.supplier USING btree (lower(name));


--
-- Name: supplier_item_by_product; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX supplier_item_by_product ON public.supplier_item USING btree (product_id, supplier_id);


--
-- Name: supplier_item_preferred; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX supplier_item_preferred ON public.supplier_item USING btree (product_id) WHERE preferred;


--
-- Name: usage_by_patient; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_by_patient ON public.usage USING btree (patient_id);


--
-- Name: usage_by_posting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_by_posting ON public.usage USING btree (posting_id) WHERE (posting_id IS NOT NULL);


--
-- Name: usage_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_by_time ON public.usage USING btree (performed_at, id, site_id);


--
-- Name: usage_by_treatment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_by_treatment ON public.usage USING btree (treatment_id);


--
-- Name: usage_correction_by_usage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_correction_by_usage ON public.usage_correction USING btree (usage_id);


--
-- Name: usage_line_assumed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_assumed ON public.usage_line USING btree (product_id, id) WHERE (evidence = 'ASSUMED'::text);


--
-- Name: usage_line_by_container; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_container ON public.usage_line USING btree (container_id) WHERE (container_id IS NOT NULL);


--
-- Name: usage_line_by_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_lot ON public.usage_line USING btree (lot_id, id, usage_id, quantity);


--
-- Name: usage_line_by_reservation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_reservation ON public.usage_line USING btree (reservation_id) WHERE (reservation_id IS NOT NULL);


--
-- Name: usage_line_by_serial; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_serial ON public.usage_line USING btree (serial) WHERE (serial IS NOT NULL);


--
-- Name: usage_line_by_settled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_settled ON public.usage_line USING btree (settles_id) WHERE (settles_id IS NOT NULL);


--
-- Name: usage_line_by_stated_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_stated_lot ON public.usage_line USING btree (stated_canonical) WHERE (stated_canonical IS NOT NULL);


--
-- Name: usage_line_by_usage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_by_usage ON public.usage_line USING btree (usage_id, line, id);


--
-- Name: usage_line_unbooked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX usage_line_unbooked ON public.usage_line USING btree (lot_id, usage_id) WHERE (NOT booked);


--
-- Name: audit_event audit_event_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON public.audit_event FOR EACH ROW WHEN ((NOT ((old.seal IS NULL) AND (new.seal IS NOT NULL) AND (NOT (old.id IS DISTINCT FROM new.id)) AND (NOT (old.at IS DISTINCT FROM new.at)) AND (NOT (old.subject IS DISTINCT FROM new.subject)) AND (NOT (old.client IS DISTINCT FROM new.client)) AND (NOT (old.address IS DISTINCT FROM new.address)) AND (NOT (old.request IS DISTINCT FROM new.request)) AND (NOT (old.operation IS DISTINCT FROM new.operation)) AND (NOT (old.what IS DISTINCT FROM new.what)) AND (NOT (old.outcome IS DISTINCT FROM new.outcome)) AND (NOT (old.rows IS DISTINCT FROM new.rows))))) EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_event audit_event_is_never_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON public.audit_event FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_event audit_event_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_event_is_never_truncated BEFORE TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_seal audit_seal_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_seal_is_never_changed BEFORE DELETE OR UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_seal audit_seal_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_seal_is_never_truncated BEFORE TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: component component_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER component_is_never_changed BEFORE DELETE OR UPDATE ON public.component FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: component component_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER component_is_never_truncated BEFORE TRUNCATE ON public.component FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: entry entry_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER entry_is_never_changed BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: entry entry_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER entry_is_never_truncated BEFORE TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: entry entry_is_rolled_up; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER entry_is_rolled_up AFTER INSERT ON public.entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.roll_up_entries();


--
-- Name: former_price former_price_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER former_price_is_never_changed BEFORE DELETE OR UPDATE ON public.former_price FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: former_price former_price_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER former_price_is_never_truncated BEFORE TRUNCATE ON public.former_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: idempotency idempotency_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER idempotency_is_never_changed BEFORE DELETE OR UPDATE ON public.idempotency FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: idempotency idempotency_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER idempotency_is_never_truncated BEFORE TRUNCATE ON public.idempotency FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: lot_correction lot_correction_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER lot_correction_is_never_changed BEFORE DELETE OR UPDATE ON public.lot_correction FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: lot_correction lot_correction_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER lot_correction_is_never_truncated BEFORE TRUNCATE ON public.lot_correction FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: patient_link patient_link_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER patient_link_is_never_changed BEFORE DELETE OR UPDATE ON public.patient_link FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: patient_link patient_link_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER patient_link_is_never_truncated BEFORE TRUNCATE ON public.patient_link FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: posting posting_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER posting_is_never_changed BEFORE DELETE OR UPDATE ON public.posting FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: posting posting_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER posting_is_never_truncated BEFORE TRUNCATE ON public.posting FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_attempt recall_attempt_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_attempt_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_attempt FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_attempt recall_attempt_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_attempt_is_never_truncated BEFORE TRUNCATE ON public.recall_attempt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_contact_site recall_contact_site_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_contact_site_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_contact_site FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_contact_site recall_contact_site_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_contact_site_is_never_truncated BEFORE TRUNCATE ON public.recall_contact_site FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_count recall_count_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_count_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_count FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_count recall_count_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_count_is_never_truncated BEFORE TRUNCATE ON public.recall_count FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_disposal recall_disposal_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_disposal_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_disposal FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_disposal recall_disposal_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_disposal_is_never_truncated BEFORE TRUNCATE ON public.recall_disposal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_event recall_event_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_event_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_event FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_event recall_event_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_event_is_never_truncated BEFORE TRUNCATE ON public.recall_event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_explanation recall_explanation_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_explanation_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_explanation FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_explanation recall_explanation_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_explanation_is_never_truncated BEFORE TRUNCATE ON public.recall_explanation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_lot recall_lot_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_lot_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_lot FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_lot recall_lot_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_lot_is_never_truncated BEFORE TRUNCATE ON public.recall_lot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_scope recall_scope_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_scope_is_never_changed BEFORE DELETE OR UPDATE ON public.recall_scope FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: recall_scope recall_scope_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER recall_scope_is_never_truncated BEFORE TRUNCATE ON public.recall_scope FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: sale_return sale_return_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sale_return_is_never_changed BEFORE DELETE OR UPDATE ON public.sale_return FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: sale_return sale_return_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sale_return_is_never_truncated BEFORE TRUNCATE ON public.sale_return FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: sale_return_line sale_return_line_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sale_return_line_is_never_changed BEFORE DELETE OR UPDATE ON public.sale_return_line FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: sale_return_line sale_return_line_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sale_return_line_is_never_truncated BEFORE TRUNCATE ON public.sale_return_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: supplier_authorization supplier_authorization_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER supplier_authorization_is_never_changed BEFORE DELETE OR UPDATE ON public.supplier_authorization FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: supplier_authorization supplier_authorization_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER supplier_authorization_is_never_truncated BEFORE TRUNCATE ON public.supplier_authorization FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: usage_correction usage_correction_is_never_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER usage_correction_is_never_changed BEFORE DELETE OR UPDATE ON public.usage_correction FOR EACH ROW EXECUTE FUNCTION public.refuse_change();


--
-- Name: usage_correction usage_correction_is_never_truncated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER usage_correction_is_never_truncated BEFORE TRUNCATE ON public.usage_correction FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: audit_event audit_event_seal_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_seal_fkey FOREIGN KEY (seal) REFERENCES public.audit_seal(sequence);


--
-- Name: bundle_component bundle_component_bundle_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_component
    ADD CONSTRAINT bundle_component_bundle_id_fkey FOREIGN KEY (bundle_id) REFERENCES public.product(id);


--
-- Name: bundle_component bundle_component_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bundle_component
    ADD CONSTRAINT bundle_component_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: component component_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.container(id);


--
-- Name: component component_from_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_from_container_id_fkey FOREIGN KEY (from_container_id) REFERENCES public.container(id);


--
-- Name: component component_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: component component_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: component component_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: component component_usage_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.component
    ADD CONSTRAINT component_usage_line_id_fkey FOREIGN KEY (usage_line_id) REFERENCES public.usage_line(id);


--
-- Name: container container_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container
    ADD CONSTRAINT container_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: container container_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container
    ADD CONSTRAINT container_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: demand_day demand_day_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.demand_day
    ADD CONSTRAINT demand_day_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: demand_day demand_day_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.demand_day
    ADD CONSTRAINT demand_day_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: deviation deviation_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deviation
    ADD CONSTRAINT deviation_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: deviation deviation_usage_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deviation
    ADD CONSTRAINT deviation_usage_line_id_fkey FOREIGN KEY (usage_line_id) REFERENCES public.usage_line(id);


--
-- Name: entry entry_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.container(id);


--
-- Name: entry entry_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: entry entry_reverses_stock_id_reverses_sequence_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_reverses_stock_id_reverses_sequence_fkey FOREIGN KEY (reverses_stock_id, reverses_sequence) REFERENCES public.entry(stock_id, sequence);


--
-- Name: entry entry_stock_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES public.stock(id);


--
-- Name: former_price former_price_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.former_price
    ADD CONSTRAINT former_price_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: hold hold_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.container(id);


--
-- Name: hold hold_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: hold hold_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: hold hold_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: hold hold_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: lot_correction lot_correction_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_correction
    ADD CONSTRAINT lot_correction_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: lot_correction lot_correction_merged_from_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_correction
    ADD CONSTRAINT lot_correction_merged_from_id_fkey FOREIGN KEY (merged_from_id) REFERENCES public.lot(id);


--
-- Name: lot lot_merged_into_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES public.lot(id);


--
-- Name: lot lot_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot
    ADD CONSTRAINT lot_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: lot_spelling lot_spelling_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_spelling
    ADD CONSTRAINT lot_spelling_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: lot_spelling lot_spelling_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lot_spelling
    ADD CONSTRAINT lot_spelling_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: posting posting_authorization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_authorization_id_fkey FOREIGN KEY (authorization_id) REFERENCES public.supplier_authorization(id);


--
-- Name: posting posting_reverses_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES public.posting(id);


--
-- Name: posting posting_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: posting posting_supplier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES public.supplier(id);


--
-- Name: product_identifier product_identifier_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_identifier
    ADD CONSTRAINT product_identifier_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: product product_replaces_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES public.product(id);


--
-- Name: product_site product_site_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_site
    ADD CONSTRAINT product_site_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: product_site product_site_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_site
    ADD CONSTRAINT product_site_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: purchase_order_line purchase_order_line_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order_line
    ADD CONSTRAINT purchase_order_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: purchase_order_line purchase_order_line_purchase_order_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order_line
    ADD CONSTRAINT purchase_order_line_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES public.purchase_order(id);


--
-- Name: purchase_order purchase_order_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order
    ADD CONSTRAINT purchase_order_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: purchase_order purchase_order_supplier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_order
    ADD CONSTRAINT purchase_order_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES public.supplier(id);


--
-- Name: purchase_receipt purchase_receipt_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_receipt
    ADD CONSTRAINT purchase_receipt_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: purchase_receipt purchase_receipt_purchase_order_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purchase_receipt
    ADD CONSTRAINT purchase_receipt_purchase_order_line_id_fkey FOREIGN KEY (purchase_order_line_id) REFERENCES public.purchase_order_line(id);


--
-- Name: recall_attempt recall_attempt_contact_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_attempt
    ADD CONSTRAINT recall_attempt_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.recall_contact(id);


--
-- Name: recall_contact recall_contact_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact
    ADD CONSTRAINT recall_contact_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_contact_site recall_contact_site_contact_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact_site
    ADD CONSTRAINT recall_contact_site_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.recall_contact(id);


--
-- Name: recall_contact_site recall_contact_site_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_contact_site
    ADD CONSTRAINT recall_contact_site_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: recall_count recall_count_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_count
    ADD CONSTRAINT recall_count_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: recall_count recall_count_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_count
    ADD CONSTRAINT recall_count_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_count recall_count_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_count
    ADD CONSTRAINT recall_count_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: recall_disposal recall_disposal_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_disposal
    ADD CONSTRAINT recall_disposal_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: recall_disposal recall_disposal_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_disposal
    ADD CONSTRAINT recall_disposal_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_event recall_event_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_event
    ADD CONSTRAINT recall_event_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_explanation recall_explanation_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_explanation
    ADD CONSTRAINT recall_explanation_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: recall_explanation recall_explanation_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_explanation
    ADD CONSTRAINT recall_explanation_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_explanation recall_explanation_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_explanation
    ADD CONSTRAINT recall_explanation_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: recall_lot recall_lot_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_lot
    ADD CONSTRAINT recall_lot_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: recall_lot recall_lot_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_lot
    ADD CONSTRAINT recall_lot_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_lot recall_lot_recall_id_line_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_lot
    ADD CONSTRAINT recall_lot_recall_id_line_fkey FOREIGN KEY (recall_id, line) REFERENCES public.recall_scope(recall_id, line);


--
-- Name: recall_notice_match recall_notice_match_notice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_match
    ADD CONSTRAINT recall_notice_match_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.recall_notice(id);


--
-- Name: recall_notice_match recall_notice_match_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_match
    ADD CONSTRAINT recall_notice_match_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: recall_notice_range recall_notice_range_notice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_range
    ADD CONSTRAINT recall_notice_range_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.recall_notice(id);


--
-- Name: recall_notice recall_notice_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice
    ADD CONSTRAINT recall_notice_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: recall_notice_term recall_notice_term_notice_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_notice_term
    ADD CONSTRAINT recall_notice_term_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES public.recall_notice(id);


--
-- Name: recall_scope recall_scope_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_scope
    ADD CONSTRAINT recall_scope_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: recall_scope recall_scope_recall_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recall_scope
    ADD CONSTRAINT recall_scope_recall_id_fkey FOREIGN KEY (recall_id) REFERENCES public.recall(id);


--
-- Name: received_serial received_serial_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.received_serial
    ADD CONSTRAINT received_serial_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: received_serial received_serial_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.received_serial
    ADD CONSTRAINT received_serial_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: received_serial received_serial_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.received_serial
    ADD CONSTRAINT received_serial_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: reorder_policy reorder_policy_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reorder_policy
    ADD CONSTRAINT reorder_policy_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: reorder_policy reorder_policy_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reorder_policy
    ADD CONSTRAINT reorder_policy_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: reservation reservation_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservation
    ADD CONSTRAINT reservation_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: reservation reservation_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reservation
    ADD CONSTRAINT reservation_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: sale_line sale_line_bundle_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_bundle_id_fkey FOREIGN KEY (bundle_id) REFERENCES public.product(id);


--
-- Name: sale_line sale_line_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: sale_line sale_line_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: sale_line sale_line_reservation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES public.reservation(id);


--
-- Name: sale_line sale_line_sale_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_sale_id_fkey FOREIGN KEY (sale_id) REFERENCES public.sale(id);


--
-- Name: sale_line sale_line_settles_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT sale_line_settles_id_fkey FOREIGN KEY (settles_id) REFERENCES public.sale_line(id);


--
-- Name: sale sale_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sale_return_line sale_return_line_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return_line
    ADD CONSTRAINT sale_return_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: sale_return_line sale_return_line_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return_line
    ADD CONSTRAINT sale_return_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: sale_return_line sale_return_line_sale_line_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return_line
    ADD CONSTRAINT sale_return_line_sale_line_id_fkey FOREIGN KEY (sale_line_id) REFERENCES public.sale_line(id);


--
-- Name: sale_return_line sale_return_line_sale_return_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return_line
    ADD CONSTRAINT sale_return_line_sale_return_id_fkey FOREIGN KEY (sale_return_id) REFERENCES public.sale_return(id);


--
-- Name: sale_return sale_return_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return
    ADD CONSTRAINT sale_return_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: sale_return sale_return_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale_return
    ADD CONSTRAINT sale_return_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: sale sale_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: stock stock_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: stock stock_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: stock stock_product_id_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_product_id_site_id_fkey FOREIGN KEY (product_id, site_id) REFERENCES public.product_site(product_id, site_id);


--
-- Name: stock stock_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stock
    ADD CONSTRAINT stock_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: supplier_authorization supplier_authorization_supplier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier_authorization
    ADD CONSTRAINT supplier_authorization_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES public.supplier(id);


--
-- Name: supplier_item supplier_item_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier_item
    ADD CONSTRAINT supplier_item_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: supplier_item supplier_item_supplier_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.supplier_item
    ADD CONSTRAINT supplier_item_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES public.supplier(id);


--
-- Name: usage_correction usage_correction_usage_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_correction
    ADD CONSTRAINT usage_correction_usage_id_fkey FOREIGN KEY (usage_id) REFERENCES public.usage(id);


--
-- Name: usage_line usage_line_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.container(id);


--
-- Name: usage_line usage_line_lot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lot(id);


--
-- Name: usage_line usage_line_product_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product(id);


--
-- Name: usage_line usage_line_settles_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_settles_id_fkey FOREIGN KEY (settles_id) REFERENCES public.usage_line(id);


--
-- Name: usage_line usage_line_usage_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage_line
    ADD CONSTRAINT usage_line_usage_id_fkey FOREIGN KEY (usage_id) REFERENCES public.usage(id);


--
-- Name: usage usage_posting_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage
    ADD CONSTRAINT usage_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES public.posting(id);


--
-- Name: usage usage_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage
    ADD CONSTRAINT usage_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: usage usage_treatment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.usage
    ADD CONSTRAINT usage_treatment_id_fkey FOREIGN KEY (treatment_id) REFERENCES public.treatment(id);


--
-- PostgreSQL database dump complete
--


