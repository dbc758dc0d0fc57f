"""What can be wrong with a file."""

from distributed_chat.kernel.errors import Conflict, Invalid, TooMany


class FileIsEmpty(Invalid):
    code, message = "file_is_empty", "That file is empty."


class NoRoomLeft(Invalid):
    code, message = "no_room_left", "Your files take all the room that you have here. Delete some of them first."


class FileIsNotYours(Invalid):
    """Of another person, in a message already, or not there: one answer for all."""

    code, message = "file_is_not_yours", "One of the files can't be sent. Upload it again."


class WaveformIsWrong(Invalid):
    code, message = "waveform_is_wrong", "A waveform has 1 to 64 numbers from 0 to 100, and comes with seconds."


class UploadIsElsewhere(Conflict):
    """Another part of it is kept than the sender believes."""

    code, message = "upload_is_elsewhere", "That is not where the upload stands. Ask where, and go on from there."


class UploadIsNotDone(Conflict):
    code, message = "upload_is_not_done", "The upload has not come to its end."


class TooManyUploads(TooMany):
    code, message = "too_many_uploads", "That is enough at once. Wait until some of it has arrived."
