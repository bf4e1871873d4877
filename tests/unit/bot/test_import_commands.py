"""An officer imports a file in the terminal and reads what became of each row."""

from pathlib import Path

import pytest

from tests.auxil.command import environment, motcua
from tests.auxil.status_rows import as_csv, as_xlsx, dossier, regrade


@pytest.fixture
def env(filled_database: Path, tmp_path: Path) -> dict[str, str]:
    """Settings with a database of the test's own."""
    copy = tmp_path / "motcua.db"
    copy.write_bytes(filled_database.read_bytes())
    return environment(database_url=f"sqlite:///{copy}", var=tmp_path)


def test_dossiers_from_csv_and_the_same_file_again(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "hồ sơ.csv"
    rows = [dossier(), dossier(ma_ho_so="H48.12-261102-0002"), dossier(thu_tuc=0)]
    file.write_bytes(as_csv(rows, ";", bom=True))
    first = motcua("import", "dossiers", file, env=env)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [
        "thêm 2, đổi 0, giữ nguyên 0, bị từ chối 1",
        "dòng 4: cột thu_tuc: không phải số thứ tự thủ tục, cần số nguyên từ 1 đến 61",
    ]
    again = motcua("import", "dossiers", file, env=env)
    assert again.stdout.startswith("thêm 0, đổi 0, giữ nguyên 2, bị từ chối 1\n")
    file.write_bytes(as_csv([dossier(trang_thai="Đã có kết quả", ngay_cap_nhat="04/11/2026")]))
    changed = motcua("import", "dossiers", file, env=env)
    assert changed.stdout == "thêm 0, đổi 1, giữ nguyên 0, bị từ chối 0\n"


def test_re_marking_requests_from_a_workbook(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "phúc khảo.xlsx"
    rows = [
        regrade(phong=1),
        regrade(mon="[bold]Vật lí"),
        regrade(so_giay_to="0452080012", mon="Hóa"),
    ]
    file.write_bytes(as_xlsx(rows))
    done = motcua("import", "regrades", file, env=env)
    assert done.returncode == 0, done.stderr
    counts, ignored, refused = done.stdout.splitlines()
    assert counts == "thêm 2, đổi 0, giữ nguyên 0, bị từ chối 1"
    assert ignored == "bỏ qua cột: phong"
    assert refused.startswith("dòng 4: cột so_giay_to: ")
    assert "045208" not in done.stdout + done.stderr


def test_of_many_refused_rows_the_first_are_told(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "sai.csv"
    file.write_bytes(as_csv([dossier(thu_tuc="")] * 250))
    done = motcua("import", "dossiers", file, env=env)
    assert done.returncode == 0
    told = done.stdout.splitlines()
    assert told[0] == "thêm 0, đổi 0, giữ nguyên 0, bị từ chối 250"
    assert told[200].startswith("dòng 201: ")
    assert told[201:] == ["và 50 dòng nữa"]


def test_a_file_that_cannot_be_read_ends_with_1(env: dict[str, str], tmp_path: Path) -> None:
    old = tmp_path / "cũ.csv"
    old.write_bytes(as_csv([dossier()]).decode().encode("utf-16"))
    for file, said in ((old, "CSV UTF-8"), (tmp_path / "không có.csv", "Không mở được")):
        done = motcua("import", "dossiers", file, env=env)
        assert done.returncode == 1
        assert done.stderr.startswith(f"{file}: ")
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_a_broken_database_is_told(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "motcua.db").write_bytes(b"khong phai co so du lieu" * 100)
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv([dossier()]))
    done = motcua("import", "dossiers", file, env=env)
    assert done.returncode == 1
    assert "Cơ sở dữ liệu" in done.stderr
