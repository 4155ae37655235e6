"""Making the files readers get: by difference, once whatever races, surviving a killed process."""

from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from articles.changes import Change
from articles.photos import bounded, making, metadata
from articles.photos.files import version, wanted
from articles.photos.models import Photo, Rendition, RenditionsDue
from tests.newsroom import a_credit, a_photo
from tests.photos.makers import files, let_another_overtake

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Run what waits for the end of the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rendered(monkeypatch) -> list[set]:
    """The presets of each time that pictures were made from an original."""
    times, render = [], bounded.render

    def counted(data, cuts, embedded):
        times.append(set(cuts))
        return render(data, cuts, embedded)

    monkeypatch.setattr(bounded, "render", counted)
    return times


def names(photo) -> set[str]:
    return set(photo.renditions.values_list("name", flat=True))


def kept(folder: Path) -> set[str]:
    return {f"renditions/{path.name}" for path in (folder / "renditions").iterdir()}


def with_changed_credit(photo: Photo) -> Photo:
    photo.credit.creators = "Lena Osei"
    photo.credit.save()
    making.ask([photo.pk])
    return photo


def test_a_photo_gets_every_file_it_ought_to_have_with_its_credit_inside(empty_storage):
    photo = a_photo(credit=a_credit("agency", "Jane Doe", supplier="AP"))
    photo.renditions.all().delete()
    Photo.objects.update(made="")
    making.ask([photo.pk])

    assert making.make(photo.pk) is True

    photo.refresh_from_db()
    assert photo.made == version(photo)
    assert names(photo) == wanted(photo).keys()
    for row in photo.renditions.all():
        with row.file.open() as file:
            assert metadata.read(file.read()).credit_line == "AP Photo/Jane Doe", row.name
    assert not RenditionsDue.objects.exists()


def test_it_is_asked_for_and_made_when_the_transaction_is_through(at_once):
    photo = a_photo()

    with at_once():
        with_changed_credit(photo)
        assert Photo.objects.get().made != version(photo)

    assert Photo.objects.get().made == version(photo)


def test_a_changed_credit_stands_in_new_files_under_new_names_and_the_old_ones_go(
    empty_storage, at_once
):
    photo = a_photo()
    old = names(photo)

    with at_once():
        with_changed_credit(photo)

    assert names(photo).isdisjoint(old)
    assert kept(empty_storage) == files(photo)


def test_pages_that_show_it_are_told():
    photo = with_changed_credit(a_photo())
    Change.objects.all().delete()

    making.make(photo.pk)

    assert [change.key for change in Change.objects.all()] == [f"photo:{photo.pk}"]


def test_files_that_are_as_they_ought_to_be_are_not_made_again(rendered):
    photo = a_photo()
    making.ask([photo.pk])

    making.make(photo.pk)

    assert rendered == []
    assert not RenditionsDue.objects.exists()


def test_only_what_is_missing_is_made(rendered):
    photo = a_photo()
    photo.renditions.filter(preset="320").delete()
    making.ask([photo.pk])

    making.make(photo.pk)

    assert rendered == [{"320"}]
    assert names(photo) == wanted(photo).keys()


def test_a_photo_another_is_making_is_left_to_it(monkeypatch, rendered):
    photo = with_changed_credit(a_photo())
    render, second = bounded.render, []

    def interrupted(*args):
        second.append(making.make(photo.pk))
        return render(*args)

    monkeypatch.setattr(bounded, "render", interrupted)

    assert making.make(photo.pk) is True
    assert second == [False]
    assert len(rendered) == 1


def test_a_photo_asked_for_while_it_is_made_is_made_once_more(monkeypatch, rendered):
    photo = with_changed_credit(a_photo())
    render = bounded.render

    def overtaken(*args):
        monkeypatch.setattr(bounded, "render", render)
        photo.credit.creators = "Mia Brandt"
        photo.credit.save()
        making.ask([photo.pk])
        return render(*args)

    monkeypatch.setattr(bounded, "render", overtaken)
    making.make(photo.pk)

    photo.refresh_from_db()
    assert photo.made == version(photo)
    assert names(photo) == wanted(photo).keys()
    assert len(rendered) == 2
    assert not RenditionsDue.objects.exists()


def asked_again_while_made(photo, monkeypatch, *, then=None) -> list[bool]:
    """Have somebody ask for its files as soon as they are being made, whose own task begins at
    once; whether that task made them. Whoever was first goes on by raising `then`, if anything."""
    render, second = bounded.render, []

    def interrupted(*args):
        monkeypatch.setattr(bounded, "render", render)
        making.ask([photo.pk])
        second.append(making.make(photo.pk))
        if then:
            raise then
        return render(*args)

    monkeypatch.setattr(bounded, "render", interrupted)
    return second


def test_who_tries_again_what_failed_is_not_disturbed_by_who_asks_meanwhile(
    monkeypatch, rendered, empty_storage
):
    photo = with_changed_credit(a_photo())
    before = kept(empty_storage)
    RenditionsDue.objects.update(failures=1, failure="Lost.", taken_until=timezone.now())
    second = asked_again_while_made(photo, monkeypatch)

    assert making.make(photo.pk) is True

    assert second == [False]
    assert len(rendered) == 1
    assert names(photo) == wanted(photo).keys()
    assert kept(empty_storage) - before == files(photo)
    assert not RenditionsDue.objects.exists()


def test_what_fails_after_somebody_asked_again_is_tried_once_more_at_once(
    monkeypatch, empty_storage
):
    photo = with_changed_credit(a_photo())
    before = kept(empty_storage)
    asked_again_while_made(photo, monkeypatch, then=OSError())

    assert making.make(photo.pk) is True

    assert kept(empty_storage) - before == files(photo)
    assert not RenditionsDue.objects.exists()


def test_what_fails_without_a_word_rests_all_the_same(monkeypatch):
    photo = with_changed_credit(a_photo())
    monkeypatch.setattr(bounded, "render", lambda *args: (_ for _ in ()).throw(OSError()))

    assert making.make(photo.pk) is False

    assert RenditionsDue.objects.get().failure == "OSError"
    making.ask([photo.pk])
    assert RenditionsDue.objects.get().taken_until is None


def test_work_of_a_killed_process_is_found_by_the_next_tick(monkeypatch, capsys):
    photo = with_changed_credit(a_photo())
    monkeypatch.setattr(bounded, "render", killed)
    with pytest.raises(KeyboardInterrupt):
        making.make(photo.pk)
    monkeypatch.undo()

    assert making.make_due() == 0  # for all we know, it is still at it
    RenditionsDue.objects.update(taken_until=timezone.now())
    call_command("tick")

    assert "files of 1 photos were made" in capsys.readouterr().out
    assert Photo.objects.get().made == version(photo)


def test_who_was_taken_for_dead_and_comes_back_changes_nothing(monkeypatch, empty_storage):
    photo = with_changed_credit(a_photo())
    before = kept(empty_storage)
    render = bounded.render

    def asleep(*args):
        RenditionsDue.objects.update(taken_until=timezone.now() + timedelta(hours=1))
        return render(*args)

    monkeypatch.setattr(bounded, "render", asleep)

    assert making.make(photo.pk) is False
    assert kept(empty_storage) == before
    assert RenditionsDue.objects.exists()


def test_who_was_taken_for_dead_leaves_what_another_has_made_meanwhile(monkeypatch, empty_storage):
    photo = with_changed_credit(a_photo())
    before = kept(empty_storage)
    second = let_another_overtake(monkeypatch, photo)

    assert making.make(photo.pk) is False
    assert second == [True]
    assert names(photo) == wanted(photo).keys()
    assert kept(empty_storage) - before == files(photo)


def test_a_photo_whose_original_is_lost_keeps_its_files_and_is_tried_again_later():
    photo = with_changed_credit(a_photo())
    before = names(photo)
    default_storage.delete(photo.original.name)

    assert making.make(photo.pk) is False
    first = RenditionsDue.objects.get()
    RenditionsDue.objects.update(taken_until=None)
    assert making.make(photo.pk) is False
    second = RenditionsDue.objects.get()

    assert names(photo) == before
    assert (first.failures, second.failures) == (1, 2)
    assert first.taken_until < second.taken_until
    assert "No such file" in second.failure


def test_a_photo_that_failed_is_tried_at_once_when_somebody_asks():
    photo = with_changed_credit(a_photo())
    RenditionsDue.objects.update(
        failures=9, failure="Lost.", taken_until=timezone.now() + timedelta(hours=9)
    )

    making.ask([photo.pk])

    assert making.make(photo.pk) is True


def test_files_written_before_something_went_wrong_are_taken_away(monkeypatch, empty_storage):
    photo = with_changed_credit(a_photo())
    before, saving = kept(empty_storage), default_storage.save

    def failing(name, content, **options):
        if name.endswith(".jpg"):
            raise OSError("the disk is full")
        return saving(name, content, **options)

    monkeypatch.setattr(default_storage, "save", failing)

    assert making.make(photo.pk) is False
    assert kept(empty_storage) == before


def test_the_command_finds_by_difference_what_nobody_asked_for(capsys):
    stale, fine = a_photo(), a_photo()
    Photo.objects.filter(pk=stale.pk).update(caption="Another.")
    before = list(Rendition.objects.filter(photo=fine).values())

    call_command("remake_photos")
    call_command("remake_photos")

    assert capsys.readouterr().out == "1 found, 1 remade\n0 found, 0 remade\n"
    assert list(Rendition.objects.filter(photo=fine).values()) == before


def test_the_command_finds_files_that_are_gone_although_rows_name_them(
    capsys, rendered, empty_storage
):
    poorer, fine = a_photo(), a_photo()
    for row in poorer.renditions.filter(preset="320"):
        default_storage.delete(row.file.name)
    Change.objects.all().delete()

    call_command("remake_photos")
    call_command("remake_photos")

    assert capsys.readouterr().out == "1 found, 1 remade\n0 found, 0 remade\n"
    assert rendered == [{"320"}]
    assert kept(empty_storage) == files(poorer) | files(fine)
    assert [change.key for change in Change.objects.all()] == [f"photo:{poorer.pk}"]


def test_the_command_finds_every_file_gone_where_the_folder_is(capsys, empty_storage):
    photo = a_photo()
    rmtree(empty_storage / "renditions")

    call_command("remake_photos")

    assert capsys.readouterr().out == "1 found, 1 remade\n"
    assert kept(empty_storage) == files(photo)


def killed(*args):
    raise KeyboardInterrupt
