"""Many at once: fifty people report in the same second, and each report is kept, once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

MANY = 50


def test_fifty_reports_sent_at_once_are_all_kept_and_none_twice(site, stage):
    marks = [site.open_form() for _ in range(MANY)]
    with ThreadPoolExecutor(MANY) as crowd:
        codes = list(crowd.map(site.report, marks))
    assert len(set(codes)) == MANY
    assert len(stage.rows("signals_signal")) == len(stage.rows("signals_report")) == MANY
    asked = Counter(row.folder_id for row in stage.rows("signals_referral") if row.leads)
    assert list(asked.values()) == [1] * MANY
    received = [row for row in stage.rows("audit_event") if row.action == "signal.received"]
    assert len(received) == MANY
    jobs = stage.rows("procrastinate_jobs", task_name="send_mail")
    assert len(jobs) == len(stage.rows("signals_mail")) > MANY


def test_one_form_sent_fifty_times_at_once_is_one_report_with_one_code(site, stage):
    mark = site.open_form()
    with ThreadPoolExecutor(MANY) as crowd:
        codes = list(crowd.map(site.report, [mark] * MANY))
    assert len(set(codes)) == 1
    assert len(stage.rows("signals_signal")) == 1


def test_each_code_tells_of_its_own_report_alone(site):
    codes = [site.report(site.open_form()) for _ in range(4)]

    def followed(code: str) -> int:
        status, _page, headers = site.ask("POST", "/volgen/", {"code": code, "region": "drenthe"})
        return status if "volgen=" in headers.get("Set-Cookie", "") else 0

    with ThreadPoolExecutor(8) as crowd:
        assert set(crowd.map(followed, codes * 4)) == {302}
